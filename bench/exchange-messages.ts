/** What the end-to-end benchmark sends: the messages of the stream (docs/reference/market-stream.md). */
export const PARTICIPANTS = 500;

export type Command =
  | {
      readonly kind: 'submitOrder';
      readonly listing: number;
      readonly side: 'buy' | 'sell';
      readonly price: number;
      readonly lots: number;
      readonly reference: number;
    }
  | { readonly kind: 'cancelOrder'; readonly order: number };

export interface Request {
  readonly op: 'submit';
  readonly id: number;
  readonly commands: readonly Command[];
}

export interface Answer {
  readonly op: string;
  readonly id: number;
  readonly results?: readonly { readonly order?: number; readonly open?: number }[];
  readonly code?: string;
}

/** What a server process says when it is ready: where it listens, and the secrets of traders' keys. */
export interface Ready {
  readonly port: number;
  readonly secrets: readonly string[];
  readonly perSecond: number;
}

/** Where a server process stands. */
export interface Standing {
  /** Last frame that was executed, and the last that the projections have; 0 without a journal. */
  readonly frame: number;
  readonly followed: number;
  /** Commands executed so far. */
  readonly commands: number;
  /** Processor time of its process so far, the follower's thread included. */
  readonly cpuMicroseconds: number;
}
