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

/** Where a place lies: its country tinted, the place a point with its name. */
export default function PlaceMap({ point, name }: { point: Point; name: string }) {
  return (
    <BaseMap extent={extentOf(point)} concerned={[point]}>
      {(projection, width) => {
        const at = projection([point[1], point[0]]);
        if (at === null) return null;
        const [x, y] = at;
        const left = x > width / 2;
        return (
          <g className={classes.place}>
            <circle cx={x} cy={y} r={RADIUS} />
            <text
              x={left ? x - NAME_GAP : x + NAME_GAP}
              y={y}
              textAnchor={left ? 'end' : 'start'}
              dominantBaseline="central"
            >
              {name}
            </text>
          </g>
        );
      }}
    </BaseMap>
  );
}
