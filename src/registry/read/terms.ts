/** The declared vocabulary, indexed for look-up: kinds, properties, relations, measures and units by their ids. */
import type { Identity, Measure, Unit } from '#observatory/measure.ts';
import type { Kind, Property, RelationType } from '../declaration.ts';

/** What the declarations list, in the order in which menus show it. */
export interface Declared {
  readonly kinds: readonly Kind[];
  /** Properties that may be said of every entity. */
  readonly properties: readonly Property[];
  readonly relations: readonly RelationType[];
  readonly measures: readonly Measure[];
  readonly units: readonly Unit[];
  readonly identities: readonly Identity[];
}

export interface Terms extends Declared {
  kind(id: string): Kind | undefined;
  /** The property of that id as the kind declares it, or the common one. */
  property(kind: string, id: string): Property | undefined;
  relation(id: string): RelationType | undefined;
  measure(id: string): Measure | undefined;
  unit(id: string): Unit | undefined;
  identity(id: string): Identity | undefined;
  /** Ids of all kinds of named things: neither commitments nor sources. */
  readonly named: readonly string[];
  /** Ids of the kinds of places. */
  readonly places: ReadonlySet<string>;
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((item) => [item.id, item]));
}

/** Takes the declarations; gives them with look-up by id. */
export function termsOf(declared: Declared): Terms {
  const kinds = byId(declared.kinds);
  const common = byId(declared.properties);
  const own = new Map(declared.kinds.map((kind) => [kind.id, byId(kind.properties)]));
  const relations = byId(declared.relations);
  const measures = byId(declared.measures);
  const units = byId(declared.units);
  const identities = byId(declared.identities);
  const group = (wanted: (kind: Kind) => boolean): string[] =>
    declared.kinds.filter(wanted).map((kind) => kind.id);
  return {
    ...declared,
    kind: (id) => kinds.get(id),
    property: (kind, id) => own.get(kind)?.get(id) ?? common.get(id),
    relation: (id) => relations.get(id),
    measure: (id) => measures.get(id),
    unit: (id) => units.get(id),
    identity: (id) => identities.get(id),
    named: group((kind) => kind.group !== 'commitment' && kind.group !== 'source'),
    places: new Set(group((kind) => kind.group === 'place')),
  };
}
