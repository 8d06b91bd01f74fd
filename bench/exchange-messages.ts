/** What the end-to-end benchmark sends. */
export const PARTICIPANTS = 500;

export type Order =
  | {
      readonly cancel?: undefined;
      readonly side: number;
      readonly price: number;
      readonly lots: number;
      readonly reference: number;
    }
  | { readonly cancel: readonly [slot: number, generation: number] };

export interface Request {
  readonly id: number;
  readonly trader: number;
  readonly orders: readonly Order[];
}

export interface Answer {
  readonly id: number;
  /** Slot and generation of each accepted order; slot 0 for all else. */
  readonly results: readonly (readonly [number, number])[];
  readonly failed?: string;
}
