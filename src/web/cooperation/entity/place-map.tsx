import { BaseMap } from '#web/ui/map/base-map.tsx';
import type { Extent } from '#web/ui/map/world.ts';
import classes from './place-map.module.css';

type Point = readonly [latitude: number, longitude: number];

/** The nearer extent shows Europe and the nearer parts of Asia and Africa. */
function extentOf([latitude, longitude]: Point): Extent {
  return latitude > 26 && latitude < 69 && longitude > -9 && longitude < 100 ? 'near' : 'world';
}

/** Radius of the mark, in pixels of the map. */
const RADIUS = 5;
const NAME_GAP = 8;

/** Height of a line of the name, in pixels of the map. */
const LINE = 14;
/** Letters of a line: what half of the map holds. */
const LETTERS = 22;

/** Breaks a long name between words into lines that the map holds. */
export function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LETTERS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Where a place lies: its country tinted, the place a point with its name. */
export default function PlaceMap({ point, name }: { point: Point; name: string }) {
  return (
    <BaseMap extent={extentOf(point)} concerned={[point]}>
      {(projection, width) => {
        const at = projection([point[1], point[0]]);
        if (at === null) return null;
        const [x, y] = at;
        const left = x > width / 2;
        const beside = left ? x - NAME_GAP : x + NAME_GAP;
        const lines = linesOf(name);
        const top = y - ((lines.length - 1) * LINE) / 2;
        return (
          <g className={classes.place}>
            <circle cx={x} cy={y} r={RADIUS} />
            {lines.map((line, index) => (
              <text
                key={line}
                x={beside}
                y={top + index * LINE}
                textAnchor={left ? 'end' : 'start'}
                dominantBaseline="central"
              >
                {line}
              </text>
            ))}
          </g>
        );
      }}
    </BaseMap>
  );
}
