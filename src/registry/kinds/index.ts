/** All kinds of entities, in the order in which menus and references list them. A new kind is one file and one line. */
import type { Kind } from '#registry/declaration.ts';
import { agreement } from './agreement.ts';
import { body } from './body.ts';
import { brand } from './brand.ts';
import { city } from './city.ts';
import { commitment } from './commitment.ts';
import { country } from './country.ts';
import { countryGroup } from './country-group.ts';
import { district } from './district.ts';
import { event } from './event.ts';
import { industrialPark } from './industrial-park.ts';
import { law } from './law.ts';
import { organisation } from './organisation.ts';
import { product } from './product.ts';
import { programme } from './programme.ts';
import { project } from './project.ts';
import { region } from './region.ts';
import { roadMap } from './road-map.ts';
import { source } from './source.ts';
import { zone } from './zone.ts';

export const KINDS: readonly Kind[] = [
  country,
  countryGroup,
  region,
  district,
  city,
  zone,
  industrialPark,
  organisation,
  body,
  agreement,
  roadMap,
  law,
  programme,
  project,
  event,
  commitment,
  product,
  brand,
  source,
];
