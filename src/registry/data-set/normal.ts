/** Records as the registry keeps them: checked, defaults filled in, JSON and periods in their one form. */

export interface NormalCite {
  readonly source: string;
  readonly locator: string;
  readonly near: string | null;
  /** JSON, keys in the order fr, en, ru, be. */
  readonly doubt: string | null;
}

/** A record before its fingerprint is taken. */
export type Unprinted<T> = Omit<T, 'fingerprint'>;

interface Said {
  readonly state: 'known' | 'unknown' | 'none';
  readonly qualifiers: string | null;
  /** PostgreSQL's daterange. */
  readonly valid: string | null;
  readonly validInferred: boolean;
  readonly rank: string;
  readonly cite: NormalCite;
  readonly fingerprint: string;
}

export interface NormalEntity {
  readonly id: string;
  readonly kind: string;
}

/** A statement about a property (value) or a relation (target). */
export interface NormalStatement extends Said {
  readonly entity: string;
  readonly property: string;
  /** JSON. */
  readonly value: string | null;
  readonly lang: string | null;
  readonly target: string | null;
  /** Relations stand in another folder than properties. */
  readonly relation: boolean;
}

export interface NormalFigure {
  readonly id: string;
  readonly measure: string;
  readonly area: string;
  readonly partner: string | null;
  readonly product: string | null;
  readonly period: string | null;
  readonly basis: string;
  readonly ofWhat: string | null;
  readonly form: string;
  readonly base: string | null;
  readonly baseInferred: boolean;
  readonly value: string | null;
  readonly state: 'known' | 'unknown' | 'none' | 'not_due';
  readonly unit: string;
  readonly step: string | null;
  /** '1/3'. */
  readonly fraction: string | null;
  readonly low: string | null;
  readonly high: string | null;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
  readonly wording: string;
  readonly kind: string;
  readonly rank: string;
  readonly reason: string | null;
  readonly note: string | null;
  readonly periodInferred: boolean;
  readonly derived: boolean;
  readonly cite: NormalCite;
  readonly fingerprint: string;
}

export interface NormalRemark {
  readonly id: string;
  readonly severity: string;
  readonly text: string;
  readonly entities: readonly string[];
  readonly figures: readonly string[];
  readonly cite: NormalCite;
  readonly fingerprint: string;
}

export interface NormalHeader {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly note: string | null;
  readonly asOf: string | null;
  readonly licence: string | null;
  readonly simulated: boolean;
  /** Ids of figures. */
  readonly headline: readonly string[];
}

/** JSON with the keys of every object sorted, so that equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
