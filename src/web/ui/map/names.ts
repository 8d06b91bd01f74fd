/** Which names have room beside their points. Pure. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Radius of what is drawn at the point. */
  readonly r: number;
}

/** A letter's width and a line's height of the small text, in pixels. */
const LETTER = 6.6;
const LINE = 14;
const GAP = 4;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function apart(a: Box, b: Box): boolean {
  return a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;
}

export interface PlacedName {
  readonly x: number;
  readonly side: 'start' | 'end' | 'middle';
}

/**
 * Takes points, the most important first, and the width of the picture; gives where names stand, for those that
 * cover no earlier name and no other point: right of the point, left of it, or inside where the point is large.
 */
export function placeNames(points: readonly Named[], width: number): Map<string, PlacedName> {
  const taken: Box[] = points.map(({ x, y, r }) => ({
    left: x - r,
    right: x + r,
    top: y - r,
    bottom: y + r,
  }));
  const found = new Map<string, PlacedName>();
  for (const [at, { id, name, x, y, r }] of points.entries()) {
    const length = name.length * LETTER;
    const box = (left: number): Box => ({
      left,
      right: left + length,
      top: y - LINE / 2,
      bottom: y + LINE / 2,
    });
    const options: readonly (readonly [PlacedName, Box])[] = [
      ...(r * 2 > length * 0.8 ? [[{ x, side: 'middle' as const }, box(x - length / 2)] as const] : []),
      [{ x: x + r + GAP, side: 'start' }, box(x + r + GAP)],
      [{ x: x - r - GAP, side: 'end' }, box(x - r - GAP - length)],
    ];
    const fits = options.find(
      ([, its]) =>
        its.left >= 0 &&
        its.right <= width &&
        taken.every((other, index) => index === at || apart(its, other)),
    );
    if (!fits) continue;
    found.set(id, fits[0]);
    taken.push(fits[1]);
  }
  return found;
}
