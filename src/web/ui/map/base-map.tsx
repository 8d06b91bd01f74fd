/** Land without names, as a ground for what a page draws on it. */
import { useElementSize } from '@mantine/hooks';
import type { GeoProjection } from 'd3-geo';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed } from '../states.tsx';
import classes from './map.module.css';
import { countryAt, type Extent, paths, project, useWorld } from './world.ts';

/** Height of the map for its width, and the least that still shows something on a phone. */
const ASPECT: { readonly [E in Extent]: number } = { world: 0.5, near: 0.62 };
const LEAST_HEIGHT = 240;

interface Props {
  extent: Extent;
  /** Points, [latitude, longitude], whose countries are tinted: those concerned, and the home country. */
  concerned: readonly (readonly [number, number])[];
  home?: readonly [number, number] | null;
  /** What is drawn on the land; takes the projection, the size in pixels. */
  children: (projection: GeoProjection, width: number, height: number) => ReactNode;
}

export function BaseMap({ extent, concerned, home, children }: Props) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const world = useWorld();
  const height = Math.max(LEAST_HEIGHT, Math.round(width * ASPECT[extent]));
  const projection = useMemo(() => project(extent, width || 1, height), [extent, width, height]);
  const outlines = useMemo(
    () => (world.data && width > 0 ? paths(world.data, projection) : []),
    [world.data, projection, width],
  );
  const tinted = useMemo(
    () => new Set(world.data ? concerned.map((point) => countryAt(world.data, point)) : []),
    [world.data, concerned],
  );
  const homeCountry = world.data && home ? countryAt(world.data, home) : null;
  if (world.error) return <Failed error={world.error} again={() => void world.refetch()} />;
  return (
    <figure className={classes.figure}>
      <div ref={ref} className={classes.frame} style={{ blockSize: width > 0 ? height : undefined }}>
        {width > 0 && (
          <svg className={classes.svg} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
            <title>{t('map.title')}</title>
            <g>
              {outlines.map(({ id, path }) => (
                <path
                  key={id}
                  d={path}
                  className={classes.land}
                  data-role={id === homeCountry ? 'home' : tinted.has(id) ? 'concerned' : undefined}
                />
              ))}
            </g>
            {children(projection, width, height)}
          </svg>
        )}
      </div>
      <figcaption className={classes.caption}>{t('map.boundaries')}</figcaption>
    </figure>
  );
}
