/** The vocabulary that Kirmash declares: what may be said in its registry. */
import { IDENTITIES, MEASURES } from '#observatory/measures.ts';
import { UNITS } from '#observatory/units.ts';
import { KINDS } from './kinds/index.ts';
import { COMMON_PROPERTIES } from './properties.ts';
import { RELATIONS } from './relations.ts';

export const DECLARED = {
  kinds: KINDS,
  properties: COMMON_PROPERTIES,
  relations: RELATIONS,
  measures: MEASURES,
  units: UNITS,
  identities: IDENTITIES,
} as const;
