import { describe, expect, it } from 'vitest';
import { BELARUS, sampleFigure, TAJIKISTAN } from '#web/observatory/samples.ts';
import type { Graph, RelationOut } from '#wire/registry.ts';
import { partnersOf } from './partners.ts';

function tie(relation: string, id: string, more: Partial<RelationOut> = {}): RelationOut {
  return {
    id: 1,
    relation,
    direction: 'forward',
    label: relation,
    group: 'network',
    other: { id, kind: 'country', name: id },
    qualifiers: [],
    valid: null,
    validInferred: false,
    rank: 'normal',
    status: 'accepted',
    citation: { source: 'note-1', sourceName: 'A source', locator: '', near: null, doubt: null },
    recorded: '2026-01-01T00:00:00Z',
    ...more,
  };
}

describe('partners of a place', () => {
  it('are ranked by how much relations and figures name them, with the latest turnover of the two', () => {
    const turnover = { id: 'turnover', label: 'trade turnover' };
    const partners = partnersOf(
      BELARUS.id,
      [tie('cooperates-with', 'china'), tie('trades-with', TAJIKISTAN.id)],
      [
        sampleFigure({ id: '2020', measure: turnover, period: { from: '2020-01', to: '2020-12' } }),
        sampleFigure({ id: '2021', measure: turnover }),
        sampleFigure({
          id: 'growth',
          measure: turnover,
          form: 'percent',
          period: { from: '2021-01', to: '2021-12' },
        }),
      ],
    );
    expect(
      partners.map(({ ref, relations, figures, trade }) => [ref.id, relations, figures, trade?.id]),
    ).toEqual([
      [TAJIKISTAN.id, 1, 3, '2021'],
      ['china', 1, 0, undefined],
    ]);
  });

  it('are also those who have a part in the same agreements, each of which counts once', () => {
    const node = (id: string, kind: string): Graph['nodes'][number] => ({
      id,
      kind,
      type: null,
      name: id,
      point: null,
      country: null,
      degree: 1,
    });
    const edge = (id: number, from: string, to: string): Graph['edges'][number] => ({
      id,
      from,
      to,
      relation: 'party-to',
      label: 'party to',
      valid: null,
      citation: { source: 'note-1', sourceName: 'A source', locator: '', near: null, doubt: null },
    });
    const graph: Graph = {
      nodes: [
        node('belarus', 'country'),
        node('treaty', 'agreement'),
        node('china', 'country'),
        node('firm', 'organisation'),
      ],
      edges: [
        edge(1, 'belarus', 'treaty'),
        edge(2, 'china', 'treaty'),
        edge(3, 'china', 'treaty'),
        edge(4, 'firm', 'treaty'),
      ],
      truncated: false,
    };
    expect(partnersOf('belarus', [], [], graph).map(({ ref, shared }) => [ref.id, shared])).toEqual([
      ['china', 1],
    ]);
  });

  it('are seen from both sides of a figure', () => {
    expect(partnersOf(TAJIKISTAN.id, [], [sampleFigure()]).map(({ ref }) => ref.id)).toEqual([BELARUS.id]);
  });

  it('are neither what lies in the place, nor what is only mentioned, nor what is not a place', () => {
    const partners = partnersOf(
      BELARUS.id,
      [
        tie('part-of', 'minsk', { direction: 'reverse' }),
        tie('cooperates-with', 'minsk'),
        tie('mentioned-with', 'russia', { group: 'mention' }),
        tie('supplies', 'amkodor', { other: { id: 'amkodor', kind: 'organisation', name: 'AMKODOR' } }),
        tie('trades-with', 'old', { rank: 'deprecated' }),
      ],
      [],
    );
    expect(partners).toEqual([]);
  });
});
