/** The relations of an entity as its page lists them: by subject, then by what they say from this side. */
import { comparePeriods } from '#web/ui/period-order.ts';
import type { Citation } from '#wire/common.ts';
import type { RelationOut } from '#wire/registry.ts';

export const RELATION_GROUPS = [
  'deal',
  'event',
  'trade',
  'project',
  'network',
  'structure',
  'promise',
  'mention',
] as const;
export type RelationGroup = (typeof RELATION_GROUPS)[number];

/** One tie; what several sources say alike stands once, with all its citations. */
export interface Tie extends Omit<RelationOut, 'citation'> {
  readonly citations: readonly Citation[];
}

export interface TieList {
  /** Of one relation type in one direction. */
  readonly key: string;
  readonly label: string;
  readonly ties: readonly Tie[];
}

export interface TieGroup {
  readonly group: RelationGroup;
  readonly count: number;
  readonly lists: readonly TieList[];
}

function sayAlike(relation: RelationOut): string {
  const { relation: type, direction, other, qualifiers, valid, validInferred, rank } = relation;
  return JSON.stringify([
    type,
    direction,
    other.id,
    qualifiers.map((q) => [q.id, q.text]),
    valid,
    validInferred,
    rank,
  ]);
}

function tiesOf(relations: readonly RelationOut[], names: (a: string, b: string) => number): Tie[] {
  const ties = [...Map.groupBy(relations, sayAlike).values()].map((same): Tie => {
    const [first] = same as [RelationOut];
    return { ...first, citations: same.map(({ citation }) => citation) };
  });
  return ties.sort(
    (a, b) =>
      Number(a.rank === 'deprecated') - Number(b.rank === 'deprecated') ||
      names(a.other.name, b.other.name) ||
      comparePeriods(a.valid, b.valid),
  );
}

/** Takes an entity's relations and how the reader's language orders names; gives the groups that are not empty. */
export function tieGroups(
  relations: readonly RelationOut[],
  names: (a: string, b: string) => number,
): TieGroup[] {
  const byGroup = Map.groupBy(
    relations,
    ({ group }) => RELATION_GROUPS.find((known) => known === group) ?? 'mention',
  );
  return RELATION_GROUPS.flatMap((group): TieGroup[] => {
    const inGroup = byGroup.get(group);
    if (inGroup === undefined) return [];
    const lists = [...Map.groupBy(inGroup, (r) => `${r.relation} ${r.direction}`)].map(
      ([key, list]): TieList => ({ key, label: list[0]?.label ?? key, ties: tiesOf(list, names) }),
    );
    lists.sort((a, b) => b.ties.length - a.ties.length || names(a.label, b.label));
    return [{ group, count: lists.reduce((sum, list) => sum + list.ties.length, 0), lists }];
  });
}
