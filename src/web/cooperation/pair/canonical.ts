/** Two places are one pair whichever is named first: its data are asked for in the order of their ids. */
export function canonicalPair(a: string, b: string): readonly [string, string] {
  return a <= b ? [a, b] : [b, a];
}

/** The address of the page of two places, in the order in which the reader names them. */
export function pairAddress(a: string, b: string) {
  return { to: '/pairs/$a/$b', params: { a, b } } as const;
}
