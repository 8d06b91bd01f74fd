/** Two places are one pair whichever is named first: the page's address has them in the order of their ids. */
export function canonicalPair(a: string, b: string): readonly [string, string] {
  return a <= b ? [a, b] : [b, a];
}

/** The address of the page of two places. */
export function pairAddress(a: string, b: string) {
  const [first, second] = canonicalPair(a, b);
  return { to: '/pairs/$a/$b', params: { a: first, b: second } } as const;
}
