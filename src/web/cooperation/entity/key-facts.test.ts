import { describe, expect, it } from 'vitest';
import type { EntityDetail, RelationOut, StatementOut } from '#wire/registry.ts';
import { keyFacts } from './key-facts.ts';

const CITE = {
  source: 'note-1',
  sourceName: 'A source',
  locator: 'article 1, note 1',
  near: null,
  doubt: null,
};
const ELSEWHERE = { ...CITE, source: 'note-2' };

function statement(property: string, text: string, more: Partial<StatementOut> = {}): StatementOut {
  return {
    id: text.length,
    property,
    label: property,
    value: text,
    text,
    valueState: 'known',
    lang: null,
    qualifiers: [],
    valid: null,
    validInferred: false,
    rank: 'normal',
    status: 'accepted',
    citation: CITE,
    author: 'import',
    recorded: '2026-01-01T00:00:00Z',
    retired: null,
    supersedes: null,
    ...more,
  };
}

function tie(
  relation: string,
  direction: 'forward' | 'reverse',
  id: string,
  more: Partial<RelationOut> = {},
): RelationOut {
  return {
    id: id.length,
    relation,
    direction,
    label: `${relation} ${direction}`,
    group: 'deal',
    other: { id, kind: 'country', name: id },
    qualifiers: [],
    valid: null,
    validInferred: false,
    rank: 'normal',
    status: 'accepted',
    citation: CITE,
    recorded: '2026-01-01T00:00:00Z',
    ...more,
  };
}

function entity(kind: string, statements: StatementOut[], relations: RelationOut[]): EntityDetail {
  return {
    id: 'x',
    kind,
    kindLabel: kind,
    type: null,
    typeLabel: null,
    name: 'X',
    names: { fr: 'X', en: 'X', ru: 'X', be: 'X' },
    aliases: [],
    point: null,
    period: null,
    state: null,
    breadcrumb: [],
    statements,
    relations,
    remarks: [],
    commitments: [],
    mergedFrom: [],
    mergedInto: null,
    counts: { statements: 0, relations: 0, figures: 0, commitments: 0, sources: 0 },
    sources: [],
  };
}

describe('key facts', () => {
  it('of an agreement are its parties and dates first', () => {
    const facts = keyFacts(
      entity(
        'agreement',
        [statement('signed', '2021-10'), statement('description', 'long')],
        [
          tie('party-to', 'reverse', 'belarus'),
          tie('party-to', 'reverse', 'pakistan'),
          tie('mentioned-with', 'forward', 'y'),
        ],
      ),
      'en',
    );
    expect(facts.map(({ id, refs }) => [id, refs.map((ref) => ref.id)])).toEqual([
      ['party-to-reverse', ['belarus', 'pakistan']],
      ['signed', []],
    ]);
  });

  it('cite once what one place says, and not at all what several say', () => {
    const [one] = keyFacts(
      entity('body', [], [tie('member-of', 'reverse', 'a'), tie('member-of', 'reverse', 'b')]),
      'en',
    );
    expect(one?.citation).toEqual(CITE);
    const [two] = keyFacts(
      entity(
        'body',
        [],
        [tie('member-of', 'reverse', 'a'), tie('member-of', 'reverse', 'b', { citation: ELSEWHERE })],
      ),
      'en',
    );
    expect(two?.citation).toBeNull();
  });

  it('leave out what was set aside, and texts in languages that the reader need not read', () => {
    const facts = keyFacts(
      entity(
        'event',
        [
          statement('held', '2020', { rank: 'deprecated' }),
          statement('theme', 'тема', { lang: 'ru' }),
          statement('theme', 'theme', { lang: 'en' }),
        ],
        [],
      ),
      'be',
    );
    expect(facts.map(({ statements }) => statements.map(({ text }) => text))).toEqual([['тема']]);
  });
});
