/**
 * The vocabulary as one object: what may be said in this registry. An import takes it as an argument, so that a
 * test or another installation may bring its own.
 */
import type { Identity, Measure, Unit } from '#observatory/measure.ts';
import type { Kind, Property, RelationType } from './declaration.ts';

export interface Vocabulary {
  readonly kinds: readonly Kind[];
  /** Properties common to all kinds. */
  readonly properties: readonly Property[];
  readonly relations: readonly RelationType[];
  readonly measures: readonly Measure[];
  readonly units: readonly Unit[];
  readonly identities: readonly Identity[];
}

/** The same, ready for looking things up. */
export interface VocabularyIndex {
  readonly vocabulary: Vocabulary;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Kind → property id → property, the common ones included. */
  readonly properties: ReadonlyMap<string, ReadonlyMap<string, Property>>;
  readonly relations: ReadonlyMap<string, RelationType>;
  readonly measures: ReadonlyMap<string, Measure>;
  readonly units: ReadonlyMap<string, Unit>;
}

function byId<T extends { readonly id: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((item) => [item.id, item]));
}

export function indexVocabulary(vocabulary: Vocabulary): VocabularyIndex {
  const properties = new Map(
    vocabulary.kinds.map((kind) => [kind.id, byId([...vocabulary.properties, ...kind.properties])]),
  );
  return {
    vocabulary,
    kinds: byId(vocabulary.kinds),
    properties,
    relations: byId(vocabulary.relations),
    measures: byId(vocabulary.measures),
    units: byId(vocabulary.units),
  };
}
