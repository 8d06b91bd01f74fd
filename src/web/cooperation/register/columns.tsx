import type { TFunction } from 'i18next';
import type { Language } from '#base/language.ts';
import type { KindTerms } from '#web/app/use-vocabulary.ts';
import { DoubtMark } from '#web/ui/doubt.tsx';
import { EntityLink, EntityLinks } from '#web/ui/entity-link.tsx';
import { number } from '#web/ui/format.ts';
import type { Column } from '#web/ui/list/column.ts';
import { Period } from '#web/ui/period.tsx';
import { periodText } from '#web/ui/period-text.ts';
import { StateBadge } from '#web/ui/state-badge.tsx';
import { capital } from '#web/ui/words.ts';
import type { EntityItem } from '#wire/registry.ts';

/** Columns that every entity has a place for; a kind's own columns are those beyond these. */
const COMMON = new Set(['type', 'state', 'name', 'period']);

interface Words {
  t: TFunction;
  language: Language;
  kind: (id: string) => KindTerms | undefined;
}

function typeText(row: EntityItem, { kind }: Words): string {
  return kind(row.kind)?.types.find(({ id }) => id === row.type)?.label ?? row.type ?? '';
}

function stateOf(row: EntityItem, { kind }: Words) {
  return kind(row.kind)?.states.find(({ id }) => id === row.state);
}

/** The columns of the register: with one kind chosen its own columns, otherwise the kind itself. */
export function entityColumns(words: Words, chosen: KindTerms | undefined): readonly Column<EntityItem>[] {
  const { t, language, kind } = words;
  const count = (id: 'relations' | 'figures'): Column<EntityItem> => ({
    id,
    header: t(`lists.column.${id}`),
    width: 'narrow',
    numeric: true,
    sort: id,
    cell: (row) => number(row[id], language),
    copy: (row) => String(row[id]),
    empty: (row) => row[id] === 0,
  });
  const name: Column<EntityItem> = {
    id: 'name',
    header: t('lists.column.name'),
    width: 'wide',
    sort: 'name',
    cell: (row) => (
      <>
        <EntityLink entity={row} /> {row.doubts > 0 && <DoubtMark />}
      </>
    ),
    copy: (row) => row.name,
  };
  const kindColumn: Column<EntityItem> = {
    id: 'kind',
    header: t('lists.column.kind'),
    width: 'normal',
    sort: 'kind',
    cell: (row) => [kind(row.kind)?.one ?? row.kind, typeText(row, words)].filter(Boolean).join(', '),
    copy: (row) => kind(row.kind)?.one ?? row.kind,
  };
  const type: Column<EntityItem> = {
    id: 'type',
    header: t('lists.column.type'),
    width: 'normal',
    cell: (row) => typeText(row, words),
    copy: (row) => typeText(row, words),
    empty: (row) => row.type === null,
  };
  const state: Column<EntityItem> = {
    id: 'state',
    header: t('lists.column.state'),
    width: 'normal',
    cell: (row) => {
      const found = stateOf(row, words);
      return found ? <StateBadge label={found.label} tone={found.tone} /> : '';
    },
    copy: (row) => stateOf(row, words)?.label ?? '',
    empty: (row) => row.state === null,
  };
  const places: Column<EntityItem> = {
    id: 'places',
    header: t('lists.column.place'),
    width: 'normal',
    cell: (row) => <EntityLinks entities={row.places} most={3} />,
    copy: (row) => row.places.map((place) => place.name).join(', '),
    empty: (row) => row.places.length === 0,
  };
  const period: Column<EntityItem> = {
    id: 'period',
    header: t('lists.column.period'),
    width: 'normal',
    sort: 'period',
    cell: (row) => (row.period ? <Period period={row.period} /> : ''),
    copy: (row) => (row.period ? periodText(row.period, t) : ''),
    empty: (row) => row.period === null,
  };
  if (!chosen) return [name, kindColumn, places, period, count('relations'), count('figures')];
  const own = chosen.columns
    .filter(({ id }) => !COMMON.has(id))
    .map(
      ({ id, label }): Column<EntityItem> => ({
        id: `own-${id}`,
        header: capital(label, language),
        width: 'normal',
        cell: (row) => row.columns[id] ?? '',
        copy: (row) => row.columns[id] ?? '',
        empty: (row) => !row.columns[id],
      }),
    );
  return [
    name,
    ...(chosen.types.length > 0 ? [type] : []),
    ...(chosen.states.length > 0 ? [state] : []),
    places,
    ...own.slice(0, 3),
    // A kind with a date of its own (signed, due) shows that one; the period would repeat it.
    ...(own.length === 0 ? [period] : []),
    count('relations'),
    count('figures'),
  ];
}
