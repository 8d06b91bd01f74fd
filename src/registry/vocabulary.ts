/** The vocabulary by id: what importers, forms and pages look up. */
import type { Kind, Property, RelationType } from './declaration.ts';
import { KINDS } from './kinds/index.ts';
import { COMMON_PROPERTIES, note, type } from './properties.ts';
import { RELATIONS } from './relations.ts';

const kinds: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [kind.id, kind]));
const relations: ReadonlyMap<string, RelationType> = new Map(RELATIONS.map((r) => [r.id, r]));

const properties: ReadonlyMap<string, ReadonlyMap<string, Property>> = new Map(
  KINDS.map((kind) => [kind.id, new Map(withCommon(kind).map((property) => [property.id, property]))]),
);

function withCommon(kind: Kind): Property[] {
  const common = COMMON_PROPERTIES.filter((property) => property !== type || kind.types !== undefined);
  const own = common.map((property) =>
    property === type && kind.types !== undefined ? { ...type, choices: kind.types } : property,
  );
  return [...own, ...kind.properties];
}

export function kindOf(id: string): Kind | undefined {
  return kinds.get(id);
}

export function relationOf(id: string): RelationType | undefined {
  return relations.get(id);
}

/** All properties that an entity of a kind may have, the common ones first; 'type' has the kind's types as choices. */
export function propertiesOf(kind: string): readonly Property[] {
  return [...(properties.get(kind)?.values() ?? [])];
}

export function propertyOf(kind: string, property: string): Property | undefined {
  return properties.get(kind)?.get(property);
}

/** What may be said of a relation of this type: its own qualifiers, and `note`. */
export function qualifierOf(relation: string, qualifier: string): Property | undefined {
  if (qualifier === note.id) return note;
  return relations.get(relation)?.qualifiers?.find((property) => property.id === qualifier);
}
