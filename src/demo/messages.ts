/** What the process of the simulated participants and the one that started it tell each other. */

export interface Begin {
  readonly kind: 'begin';
  /** Of the server: `http://127.0.0.1:4000`. */
  readonly address: string;
  /** Secret of an access key of the operator. */
  readonly operator: string;
  /** The market is set up, and then nobody trades. */
  readonly still: boolean;
}

/** The market is set up: who is there. */
export interface Present {
  readonly kind: 'present';
  readonly members: readonly {
    readonly participant: number;
    /** Entity of the registry. */
    readonly organisation: string;
    readonly traders: readonly number[];
    /** People act for it, and no program. */
    readonly ofPeople: boolean;
  }[];
}

/** Access for the traders that were asked for. */
export interface Keys {
  readonly kind: 'keys';
  readonly secrets: { readonly [trader: number]: string };
}

/** Something went wrong that it gets over, or not: a sentence for people. */
export interface Trouble {
  readonly kind: 'trouble';
  readonly sentence: string;
}

export type ToDemo = Begin | Keys;
export type FromDemo = Present | Trouble;
