import { expect, it } from 'vitest';
import type { RelationOut } from '#wire/registry.ts';
import { tieGroups } from './relation-groups.ts';

function tie(relation: string, group: string, name: string, source = 'note-1'): RelationOut {
  return {
    id: 1,
    relation,
    direction: 'reverse',
    label: relation,
    group,
    other: { id: name, kind: 'city', name },
    qualifiers: [],
    valid: null,
    validInferred: false,
    rank: 'normal',
    status: 'accepted',
    citation: { source, sourceName: 'A source', locator: source, near: null, doubt: null },
    recorded: '2026-01-01T00:00:00Z',
  };
}

it('groups ties by subject and name; what two sources say alike stands once with both', () => {
  const groups = tieGroups(
    [
      tie('part-of', 'structure', 'minsk'),
      tie('held-in', 'event', 'grodno'),
      tie('held-in', 'event', 'brest'),
      tie('held-in', 'event', 'brest', 'note-2'),
      tie('something-new', 'a group of a newer server', 'gomel'),
    ],
    new Intl.Collator('en').compare,
  );
  expect(groups.map(({ group, count }) => [group, count])).toEqual([
    ['event', 2],
    ['structure', 1],
    ['mention', 1],
  ]);
  expect(
    groups[0]?.lists[0]?.ties.map(({ other, citations }) => [other.id, citations.map((c) => c.source)]),
  ).toEqual([
    ['brest', ['note-1', 'note-2']],
    ['grodno', ['note-1']],
  ]);
});
