/** In which order a page shows its parts: what a reader of the kind came for comes first. */
export type EntitySection = 'partners' | 'figures' | 'relations' | 'timeline' | 'commitments' | 'facts';

const PLACE: readonly EntitySection[] = [
  'partners',
  'figures',
  'relations',
  'timeline',
  'commitments',
  'facts',
];
const DEAL: readonly EntitySection[] = ['relations', 'commitments', 'timeline', 'figures', 'facts'];

const ORDER: { readonly [kind: string]: readonly EntitySection[] } = {
  country: PLACE,
  'country-group': PLACE,
  region: PLACE,
  district: PLACE,
  city: PLACE,
  zone: ['figures', 'relations', 'commitments', 'timeline', 'facts'],
  'industrial-park': ['figures', 'relations', 'commitments', 'timeline', 'facts'],
  agreement: DEAL,
  'road-map': DEAL,
  law: DEAL,
  programme: ['figures', 'commitments', 'relations', 'timeline', 'facts'],
  event: ['relations', 'timeline', 'commitments', 'figures', 'facts'],
  project: ['relations', 'figures', 'commitments', 'timeline', 'facts'],
};

const OTHERWISE: readonly EntitySection[] = ['facts', 'relations', 'figures', 'timeline', 'commitments'];

/** Takes a kind; gives its sections in order. */
export function sectionsOf(kind: string): readonly EntitySection[] {
  return ORDER[kind] ?? OTHERWISE;
}
