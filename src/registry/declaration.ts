/**
 * What a kind, a relation and a property are, as data. One file per kind in `kinds/`; forms, lists, pages,
 * API and reference documentation follow from these declarations.
 */
import type { Label } from '#base/language.ts';

/** How the values of a property look in a data set and in the API. */
export type ValueType =
  | 'text' // free text, one statement per language (`lang`)
  | 'code' // an identifier in some scheme: ISO 3166, HS
  | 'date' // a written period of any precision: '2021-08', '2018-10-25/2018-10-26'
  | 'integer' // whole number
  | 'decimal' // decimal string
  | 'url'
  | 'point' // [latitude, longitude] in degrees, WGS 84
  | 'choice' // one of `choices`
  | 'flag' // true or false
  | 'entity'; // the id of an entity: in qualifiers (which product, under which agreement)

export interface Property {
  readonly id: string;
  readonly label: Label;
  readonly type: ValueType;
  /** Several values may hold at once. */
  readonly many?: boolean;
  /** For 'choice': code → label. */
  readonly choices?: { readonly [code: string]: Label };
  /** Where the code list or the rule comes from. */
  readonly standard?: string;
}

export interface LifecycleState {
  readonly id: string;
  readonly label: Label;
  /** How commitments and lists paint it. */
  readonly tone: 'open' | 'done' | 'stopped';
}

export interface Lifecycle {
  /** The property ('choice') that holds the state. */
  readonly property: string;
  readonly states: readonly LifecycleState[];
  readonly transitions: readonly { readonly from: string; readonly to: string }[];
}

export type KindGroup = 'place' | 'organisation' | 'deal' | 'happening' | 'good' | 'commitment' | 'source';

export interface Kind {
  readonly id: string;
  readonly group: KindGroup;
  readonly label: { readonly one: Label; readonly many: Label };
  readonly description: Label;
  /** Finer types within the kind (organisation: company, authority …), values of the property 'type'. */
  readonly types?: { readonly [code: string]: Label };
  /** Properties beyond the common ones (`properties.ts`). */
  readonly properties: readonly Property[];
  /** Properties that lists and exports show beside the name, by id. */
  readonly columns: readonly string[];
  readonly lifecycle?: Lifecycle;
}

export interface RelationType {
  readonly id: string;
  /** How it reads from the subject ('twin of') and from the target ('twin of'; 'has member'). */
  readonly label: { readonly forward: Label; readonly reverse: Label };
  /** Both directions mean the same. */
  readonly symmetric?: boolean;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** What may be said of the relation, beyond `note`. */
  readonly qualifiers?: readonly Property[];
  /** For grouping on pages. */
  readonly group: 'structure' | 'deal' | 'event' | 'trade' | 'project' | 'network' | 'promise' | 'mention';
}
