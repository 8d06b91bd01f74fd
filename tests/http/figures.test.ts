import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FigureDetail, FigureList } from '#wire/registry.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { importTrade } from '../support/trade-registry.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi((storage) => importTrade(storage));
});
afterAll(() => api.close());

const EXACT = '/figures?measure=exports&area=belarus&partner=tajikistan&from=2021-01&to=2021-08';
const ids = async (url: string): Promise<string[]> =>
  (await api.json<FigureList>(url)).items.map(({ id }) => id).sort();

describe('the list of figures', () => {
  test('answers the address that other programs count on', async () => {
    const list = await api.json<FigureList>(EXACT);
    expect(list.total).toBe(4);
    expect(list.items.find(({ id }) => id === 'article-08-o1')).toMatchObject({
      value: '53000000',
      unit: 'USD',
      low: '53000000',
      high: null,
      lowOpen: true,
      highOpen: true,
      period: { from: '2021-01', to: '2021-08' },
      citation: { source: 'note-48', locator: 'article 8, note 48' },
      text: 'more than 53 million dollars',
      conflict: 'fails',
      others: 2,
      remarks: 1,
    });
  });

  test('matches a period exactly unless told otherwise', async () => {
    const turnover = '/figures?measure=turnover&area=belarus';
    expect(await ids(`${turnover}&from=2021-01&to=2021-08`)).toEqual(['article-08-o5']);
    expect(await ids(`${turnover}&from=2021-08&to=2021-08`)).toEqual([]);
    expect(await ids(`${turnover}&from=2021-08&to=2021-08&match=overlap`)).toEqual([
      'article-08-o5',
      'article-08-o7',
    ]);
    expect(await ids(`${turnover}&from=2020-01&to=2021-08&match=within`)).toEqual([
      'article-08-o5',
      'article-08-o8',
    ]);
    expect(await ids(`${turnover}&from=2021-09&match=overlap`)).toEqual(['article-08-o7']);
  });

  test('filters by entity, source, form, conflict and text', async () => {
    expect(await ids('/figures?partner=russia')).toEqual(['article-08-o8']);
    expect(await ids('/figures?entity=russia')).toEqual(['article-08-o8']);
    expect(await ids('/figures?source=note-49')).toEqual(['article-08-o3', 'article-08-o5']);
    expect(await ids('/figures?form=share,percent')).toEqual(['article-08-o10', 'article-08-o2']);
    expect(await ids('/figures?conflict=fails&form=level')).toEqual(['article-08-o1', 'article-08-o3']);
    expect(await ids('/figures?q=расія')).toEqual(['article-08-o8']);
  });

  test('sorts by value, whatever the length of the number', async () => {
    const list = await api.json<FigureList>('/figures?form=level&sort=-value');
    const values = list.items.map(({ value }) => Number(value));
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values[0]).toBe(1_200_000_000);
  });

  test('counts facets', async () => {
    const { facets } = await api.json<FigureList>('/figures?measure=exports&facets=true&lang=ru');
    expect(facets?.find(({ id }) => id === 'measure')?.values).toContainEqual({
      value: 'exports',
      label: 'экспорт',
      count: 4,
    });
    expect(facets?.find(({ id }) => id === 'form')?.values).toContainEqual({
      value: 'share',
      label: 'доля',
      count: 1,
    });
  });
});

describe('the figure card', () => {
  test('shows interval, rule, source, and others on the same cell', async () => {
    const card = await api.json<FigureDetail>('/figures/article-08-o3?lang=en');
    expect(card.interval).toBe('from 35 to 45 million dollars');
    expect(card.rule).toContain('10 million dollars');
    expect(card.source).toMatchObject({ ref: { id: 'note-49' }, publisher: 'belta.by', year: '2021' });
    expect(card.sameCell.map(({ id }) => id).sort()).toEqual(['article-08-o1', 'article-08-o2']);
    expect(card.remarks.map(({ id }) => id)).toEqual(['article-08-k1']);
  });

  test('shows the partner’s own figure of the same flow, and keeps it apart', async () => {
    const card = await api.json<FigureDetail>('/figures/article-08-o1?lang=en');
    expect(card.mirror.map(({ id }) => id)).toEqual(['article-08-o6']);
    expect(card.sameCell.map(({ id }) => id)).not.toContain('article-08-o6');
    expect(card.related.map(({ id }) => id)).toEqual(['article-08-o10']);
  });

  test('shows the equations that it is part of', async () => {
    const card = await api.json<FigureDetail>('/figures/article-08-o5?lang=en');
    const identity = card.identities.find(
      ({ identity, scope }) => identity === 'turnover-is-exports-plus-imports' && scope === 'best',
    );
    expect(identity?.label).toBe('trade turnover is exports plus imports');
    expect(identity?.figures.map(({ id }) => id)).toContain('article-08-o4');
  });

  test('a share says of what', async () => {
    const card = await api.json<FigureDetail>('/figures/article-08-o10?lang=en');
    expect(card.figure.text).toBe('about 80% of trade turnover (Belarus)');
    expect(card.figure.ofWhat).toMatchObject({ refs: [{ id: 'belarus' }] });
  });
});
