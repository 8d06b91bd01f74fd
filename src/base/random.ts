/**
 * Seeded random numbers: the same seed gives the same run on every machine.
 * Algorithm: sfc32 (C. Doty-Humphrey, PractRand), seeded through splitmix32.
 */
export interface Random {
  /** An integer from 0 up to and without `below` (1 to 2^32). */
  integer(below: number): number;
  /** A number from 0 up to and without 1. */
  unit(): number;
  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
}

export function seededRandom(seed: number): Random {
  let s = seed | 0;
  const mix = (): number => {
    s = (s + 0x9e3779b9) | 0;
    let t = s ^ (s >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) | 0;
  };
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const unit = (): number => next() / 0x1_0000_0000;
  const integer = (below: number): number => Math.floor(unit() * below);
  return {
    unit,
    integer,
    pick: (list) => {
      const chosen = list[integer(list.length)];
      if (chosen === undefined) throw new RangeError('pick from an empty list');
      return chosen;
    },
  };
}
