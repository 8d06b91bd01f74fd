/** Which names have room beside their points. Pure. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Radius of what is drawn at the point. */
  readonly r: number;
  /** The side to try first; right of the point unless given. */
  readonly prefer?: 'start' | 'end';
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

/** How much of a name's length the width of a point must have for the name to stand inside. */
const ENOUGH = 0.8;

export interface PlacedName {
  readonly x: number;
  readonly side: 'start' | 'end' | 'middle';
}

type Option = readonly [PlacedName, Box];

/**
 * Takes points, the most important first, and the width of the picture; gives where names stand, for those that
 * cover no earlier name and no other point: right of the point, left of it, or inside where the point is large.
 */
export function placeNames(points: readonly Named[], width: number): Map<string, PlacedName> {
  const drawn: Box[] = points.map(({ x, y, r }) => ({
    left: x - r,
    right: x + r,
    top: y - r,
    bottom: y + r,
  }));
  const found = new Map<string, PlacedName>();
  const names: Box[] = [];
  for (const [at, { id, name, x, y, r, prefer }] of points.entries()) {
    const length = name.length * LETTER;
    const box = (left: number): Box => ({
      left,
      right: left + length,
      top: y - LINE / 2,
      bottom: y + LINE / 2,
    });
    const right: Option = [{ x: x + r + GAP, side: 'start' }, box(x + r + GAP)];
    const left: Option = [{ x: x - r - GAP, side: 'end' }, box(x - r - GAP - length)];
    const free = (its: Box): boolean =>
      its.left >= 0 && its.right <= width && names.every((other) => apart(its, other));
    // Inside a large point a name may cover small ones that stand in it.
    const inside: Option[] = r * 2 > length * ENOUGH ? [[{ x, side: 'middle' }, box(x - length / 2)]] : [];
    const fits =
      inside.find(([, its]) => free(its)) ??
      (prefer === 'end' ? [left, right] : [right, left]).find(
        ([, its]) => free(its) && drawn.every((other, index) => index === at || apart(its, other)),
      );
    if (!fits) continue;
    found.set(id, fits[0]);
    names.push(fits[1]);
  }
  return found;
}
