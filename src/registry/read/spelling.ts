/** Distance of spellings: how many letters were left out, put in, changed, or swapped with their neighbour. */

/** Optimal string alignment distance (Damerau–Levenshtein without overlapping swaps), O(length²). */
export function distance(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      let best = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + same,
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
    }
    before = above;
    above = current;
  }
  return above[right.length] ?? 0;
}

/** How many slips a word of this length may have: a short word with two is another word. */
function allowed(length: number): number {
  return length < 6 ? 1 : length < 10 ? 2 : 3;
}

export interface Near {
  readonly word: string;
  /** How many slips apart; half a slip more where only its beginning was typed. */
  readonly slips: number;
}

/**
 * Takes a word and candidates, the likeliest first; gives those that it may stand for, also where only their beginning
 * was typed, the nearest first.
 */
export function nearest(word: string, candidates: readonly string[]): Near[] {
  const most = allowed(word.length);
  return candidates
    .map((candidate) => ({
      word: candidate,
      slips: Math.min(distance(word, candidate), distance(word, candidate.slice(0, word.length)) + 0.5),
    }))
    .filter(({ slips }) => slips < most + 1)
    .sort((a, b) => a.slips - b.slips);
}
