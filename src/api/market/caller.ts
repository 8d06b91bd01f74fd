/** Who sends commands or asks, as the access key or the session says. */
export interface Caller {
  /** A `reader` sees what is a participant's, or everybody's, and sends nothing. */
  readonly role: 'trader' | 'operator' | 'reader';
  /** 0 for the operator and for readers. */
  readonly trader: number;
  /** 0 for the operator, and for readers who see what is of all. */
  readonly participant: number;
}

export const OPERATOR: Caller = { role: 'operator', trader: 0, participant: 0 };
/** Who sees everything and changes nothing. */
export const READER: Caller = { role: 'reader', trader: 0, participant: 0 };

/** Does this caller see what is of every participant? */
export function seesAll({ role, participant }: Caller): boolean {
  return role === 'operator' || (role === 'reader' && participant === 0);
}
