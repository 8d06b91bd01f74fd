import { type GeoProjection, geoPath } from 'd3-geo';
import { useMemo } from 'react';
import { BaseMap } from '#web/ui/map/base-map.tsx';
import { placeNames } from '#web/ui/map/names.ts';
import type { Extent } from '#web/ui/map/world.ts';
import { LINE, OTHER_LINE } from './graph-option.ts';
import { mainCountry, type Network, side } from './model.ts';
import classes from './network.module.css';

interface Props {
  network: Network;
  chosen: string | undefined;
  extent: Extent;
  onChoose: (id: string) => void;
}

const RADIUS = 3.5;
const GROWTH = 0.9;
const LEAST_TARGET = 12;

/** The network where its places lie: links as great circles. The list under the map says the same in words. */
export default function NetworkMap({ network, chosen, extent, onChoose }: Props) {
  const placed = useMemo(() => network.nodes.filter(({ point }) => point !== null), [network]);
  const points = useMemo(() => placed.flatMap(({ point }) => (point ? [point] : [])), [placed]);
  const main = mainCountry(network.nodes);
  const draw = (projection: GeoProjection, width: number) => {
    const line = geoPath(projection).digits(1);
    const at = new Map(
      placed.flatMap((node) => {
        const xy = node.point && projection([node.point[1], node.point[0]]);
        return xy && node.point
          ? [[node.id, { xy, lonLat: [node.point[1], node.point[0]] as [number, number] }]]
          : [];
      }),
    );
    const drawn = placed.flatMap((node) => {
      const [x, y] = at.get(node.id)?.xy ?? [];
      if (x === undefined || y === undefined) return [];
      return [{ id: node.id, name: node.name, node, x, y, r: RADIUS + GROWTH * Math.sqrt(node.degree - 1) }];
    });
    // The chosen place comes first, so that its name always has room.
    const names = placeNames(
      drawn.toSorted((a, b) => Number(b.id === chosen) - Number(a.id === chosen)),
      width,
    );
    return (
      // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of an SVG takes no focus
      <g aria-hidden="true">
        {network.edges.map((edge) => {
          const [from, to] = [at.get(edge.from), at.get(edge.to)];
          const path = from && to && line({ type: 'LineString', coordinates: [from.lonLat, to.lonLat] });
          return path ? (
            <path
              key={edge.id}
              d={path}
              className={classes.arc}
              data-line={LINE[edge.relation] ?? OTHER_LINE}
            />
          ) : null;
        })}
        {drawn.map(({ id, name, node, x, y, r }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: a help for the pointer; the filter of places does the same
          <g
            key={id}
            className={classes.node}
            data-side={side(node, main)}
            data-chosen={id === chosen || undefined}
            onClick={() => onChoose(id)}
          >
            <title>{name}</title>
            <circle cx={x} cy={y} r={LEAST_TARGET} className={classes.target} />
            <circle cx={x} cy={y} r={r} className={classes.dot} />
          </g>
        ))}
        {drawn.map(({ id, name, y }) => {
          const place = names.get(id);
          return place ? (
            <text
              key={id}
              x={place.x}
              y={y}
              textAnchor={place.side}
              dominantBaseline="central"
              className={classes.nodeName}
            >
              {name}
            </text>
          ) : null;
        })}
      </g>
    );
  };
  return (
    <BaseMap extent={extent} concerned={points}>
      {draw}
    </BaseMap>
  );
}
