/**
 * Where the places of the network stand in its picture: each connected part by itself, its best-connected place in
 * the middle, the parts side by side like words in lines. Pure and without chance: the same network looks the same.
 */
import { placeNames } from '#web/ui/map/names.ts';
import type { Network, Node } from './model.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  /** On which side of the place its name stands; null: there is no room for it. */
  readonly name: 'left' | 'right' | null;
}

export interface Arrangement {
  readonly places: ReadonlyMap<string, Place>;
  readonly height: number;
  /** Names are cut at this width. */
  readonly nameWidth: number;
}

/** Distances in pixels. */
const LINK = 44;
const ROOM = 22;
const NAME_ROOM = 6.4;
/** The most that a name may take, and its share of a narrow picture. */
const MOST_NAME = 150;
const NAME_SHARE = 0.28;
/** About what a place is drawn with. */
const RADIUS = 6;
const STEPS = 120;

interface Point {
  x: number;
  y: number;
}

function neighbours({ nodes, edges }: Network): Map<string, string[]> {
  const found = new Map<string, string[]>(nodes.map(({ id }) => [id, []]));
  for (const { from, to } of edges) {
    if (from === to) continue;
    found.get(from)?.push(to);
    found.get(to)?.push(from);
  }
  return found;
}

/** Ids by connected part; `nodes` come best connected first, and so each part begins with its hub. */
function parts(network: Network, near: ReadonlyMap<string, string[]>): string[][] {
  const seen = new Set<string>();
  return network.nodes.flatMap(({ id }) => {
    if (seen.has(id)) return [];
    const part = [id];
    seen.add(id);
    for (const next of part) {
      for (const other of near.get(next) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        part.push(other);
      }
    }
    return [part];
  });
}

/** A first guess: rings around the hub, each place near the one it was reached from. */
function rings(part: readonly string[], near: ReadonlyMap<string, string[]>): Map<string, Point> {
  const at = new Map<string, Point>();
  const place = (id: string, ring: number, from: number, to: number): void => {
    const angle = (from + to) / 2;
    at.set(id, { x: ring * LINK * Math.cos(angle), y: ring * LINK * Math.sin(angle) });
    const next = (near.get(id) ?? []).filter((other) => !at.has(other));
    // Claimed before going deeper, so that no other branch takes them.
    for (const other of next) at.set(other, { x: 0, y: 0 });
    const share = (to - from) / Math.max(1, next.length);
    for (const [turn, other] of next.entries())
      place(other, ring + 1, from + turn * share, from + (turn + 1) * share);
  };
  const hub = part[0];
  if (hub !== undefined) place(hub, 0, -Math.PI / 6, Math.PI * (2 - 1 / 6));
  return at;
}

/** Moves the places of one part until links are about as long as they should be and nothing stands too close. */
function settle(part: readonly string[], near: ReadonlyMap<string, string[]>, at: Map<string, Point>): void {
  const points = part.map((id) => at.get(id) ?? { x: 0, y: 0 });
  const index = new Map(part.map((id, i) => [id, i]));
  const links = part.flatMap((id, i) =>
    (near.get(id) ?? []).flatMap((other) => {
      const j = index.get(other);
      return j !== undefined && i < j ? [[i, j] as const] : [];
    }),
  );
  // Large parts get fewer steps: the work grows with the square of their size.
  const steps = Math.min(STEPS, Math.ceil(4_000_000 / (points.length * points.length)));
  for (let step = 0; step < steps; step++) {
    const heat = LINK * 0.25 * (1 - step / steps);
    const push = points.map(() => ({ x: 0, y: 0 }));
    const pair = (i: number, j: number, force: (distance: number) => number): void => {
      const [a, b, pa, pb] = [points[i], points[j], push[i], push[j]];
      if (!a || !b || !pa || !pb) return;
      const [dx, dy] = [a.x - b.x || 0.01 * (i - j), a.y - b.y || 0.01];
      const distance = Math.hypot(dx, dy);
      const by = force(distance) / distance;
      pa.x += dx * by;
      pa.y += dy * by;
      pb.x -= dx * by;
      pb.y -= dy * by;
    };
    for (let i = 0; i < points.length; i++) {
      for (let j = i + 1; j < points.length; j++) pair(i, j, (d) => (LINK * LINK) / d);
    }
    for (const [i, j] of links) pair(i, j, (d) => -(d * d) / LINK);
    for (const [i, point] of points.entries()) {
      const { x, y } = push[i] ?? { x: 0, y: 0 };
      const length = Math.hypot(x, y) || 1;
      point.x += (x / length) * Math.min(length, heat);
      point.y += (y / length) * Math.min(length, heat);
    }
  }
}

function widthOf({ name }: Node, most: number): number {
  return Math.min(most, name.length * NAME_ROOM);
}

/** The side of a place that its links leave free. */
function awayFrom(point: Point, linked: readonly Point[], partSize: number): 'left' | 'right' {
  const pull = linked.reduce((sum, { x }) => sum + x - point.x, 0);
  return partSize > 2 && pull > linked.length ? 'left' : 'right';
}

/** Takes the network and the width of the picture; gives each place's point and the height that they need. */
export function arrange(network: Network, width: number): Arrangement {
  const most = Math.min(MOST_NAME, width * NAME_SHARE);
  const near = neighbours(network);
  const nodes = new Map(network.nodes.map((node) => [node.id, node]));
  const places = new Map<string, Place>();
  const boxes = parts(network, near).map((part) => {
    const at = rings(part, near);
    if (part.length > 2) settle(part, near, at);
    const standing = part.flatMap((id) => {
      const [point, node] = [at.get(id), nodes.get(id)];
      if (!point || !node) return [];
      const name = awayFrom(
        point,
        (near.get(id) ?? []).map((other) => at.get(other) ?? point),
        part.length,
      );
      const room = widthOf(node, most) + ROOM / 2;
      return [
        {
          id,
          ...point,
          name,
          left: point.x - (name === 'left' ? room : 0),
          right: point.x + (name === 'right' ? room : 0),
        },
      ];
    });
    const left = Math.min(...standing.map((one) => one.left)) - ROOM;
    const top = Math.min(...standing.map((one) => one.y)) - ROOM;
    return {
      standing,
      left,
      top,
      width: Math.max(...standing.map((one) => one.right)) - left + ROOM,
      height: Math.max(...standing.map((one) => one.y)) - top + ROOM,
    };
  });
  boxes.sort((a, b) => b.height - a.height || b.width - a.width);
  let [x, y, line] = [0, 0, 0];
  for (const box of boxes) {
    if (x > 0 && x + box.width > width) {
      x = 0;
      y += line;
      line = 0;
    }
    // A part wider than the picture is drawn narrower; its names may then stand closer.
    const squeeze = Math.min(1, width / box.width);
    for (const one of box.standing) {
      places.set(one.id, { x: x + (one.x - box.left) * squeeze, y: y + one.y - box.top, name: one.name });
    }
    x += box.width;
    line = Math.max(line, box.height);
  }
  // Where two names would cover each other, the better-connected place keeps its own.
  const names = placeNames(
    network.nodes.flatMap(({ id, name }) => {
      const place = places.get(id);
      const prefer = place?.name === 'left' ? ('end' as const) : ('start' as const);
      return place
        ? [{ id, name: name.slice(0, most / NAME_ROOM), x: place.x, y: place.y, r: RADIUS, prefer }]
        : [];
    }),
    width,
  );
  for (const [id, place] of places) {
    const side = names.get(id)?.side;
    places.set(id, { ...place, name: side === undefined ? null : side === 'end' ? 'left' : 'right' });
  }
  return { places, height: y + line, nameWidth: most };
}
