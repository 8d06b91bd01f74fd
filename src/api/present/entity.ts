import { LANGUAGES, type Language, pick, type Text } from '#base/language.ts';
import type { EntityRow } from '#registry/read/entities.ts';
import type { EntityItem } from '#wire/registry.ts';
import { type Presenter, periodOut, refOf } from './common.ts';
import { nearestFirst } from './places.ts';
import { wordValue } from './value.ts';

/** The name in all four languages; where one is missing, the best there is for its readers. */
export function namesOf(name: Text, id: string): Record<Language, string> {
  const names: Partial<Record<Language, string>> = {};
  for (const language of LANGUAGES) names[language] = pick(name, language) || id;
  return names as Record<Language, string>;
}

export function pointOf(row: { latitude: number | null; longitude: number | null }): [number, number] | null {
  return row.latitude === null || row.longitude === null ? null : [row.latitude, row.longitude];
}

/** The current state of a thing that has a lifecycle. */
export function stateOf(
  kind: string,
  state: string | null | undefined,
  { terms, language }: Presenter,
): { id: string; label: string; tone: string } | null {
  if (state === null || state === undefined) return null;
  const declared = terms.kind(kind)?.lifecycle?.states.find(({ id }) => id === state);
  if (!declared) return { id: state, label: state, tone: 'open' };
  return { id: declared.id, label: pick(declared.label, language), tone: declared.tone };
}

/** Ids that an item of a list names. */
export function entityIds(row: EntityRow): readonly string[] {
  return row.places;
}

export function currentState(row: EntityRow): string | null {
  const state = row.current.state?.[0];
  return typeof state === 'string' ? state : null;
}

function columnsOf(row: EntityRow, presenter: Presenter): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const id of presenter.terms.kind(row.kind)?.columns ?? []) {
    const values = row.current[id];
    if (values && values.length > 0) {
      columns[id] = values
        .map((value) => wordValue(value, presenter.terms.property(row.kind, id), presenter))
        .join(', ');
    }
  }
  return columns;
}

export function entityItem(row: EntityRow, presenter: Presenter): EntityItem {
  const names = namesOf(row.name, row.id);
  return {
    id: row.id,
    kind: row.kind,
    type: row.type,
    name: names[presenter.language],
    names,
    period: periodOut(row.period),
    places: nearestFirst(
      row.places.filter((id) => id !== row.id),
      presenter,
    ).map((id) => refOf(id, presenter)),
    point: pointOf(row),
    state: currentState(row),
    columns: columnsOf(row, presenter),
    relations: row.relations,
    figures: row.figures,
    doubts: row.doubts,
  };
}
