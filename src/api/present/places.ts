/** The places of an entity as a short line names them: the nearest before the wide ones. */
import { type Presenter, refOf } from './common.ts';

/** Regions that are made of countries or of other regions. */
const WIDE_TYPES = new Set(['macro-region', 'group', 'federal-district']);

/** 0: lies within a country; 1: a country; 2: wider than what a reader would look for. */
function width(id: string, { refs }: Presenter): 0 | 1 | 2 {
  const place = refs.get(id);
  if (place === undefined || place.kind === 'country-group') return 2;
  if (place.type !== null && WIDE_TYPES.has(place.type)) return 2;
  return place.kind === 'country' ? 1 : 0;
}

/** Takes ids of places; gives them with those within countries first, then countries, then the wide ones. */
export function nearestFirst(places: readonly string[], presenter: Presenter): string[] {
  return places.toSorted((a, b) => width(a, presenter) - width(b, presenter));
}

/** Names of at most `most` places, the nearest first; wide ones only where there is nothing else. */
export function placeLine(places: readonly string[], most: number, presenter: Presenter): string[] {
  const near = places.filter((id) => width(id, presenter) < 2);
  return nearestFirst(near.length > 0 ? near : places, presenter)
    .slice(0, most)
    .map((id) => refOf(id, presenter).name);
}
