/** Data sets for tests: written into a fresh folder from texts. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Files = { readonly [name: string]: string | Uint8Array };

/** Writes files into a new folder below the system's temporary one; gives its path. */
export async function writeFiles(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kirmash-set-'));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return folder;
}

/** A small set without mistakes, on the test vocabulary. Tests change one thing in it. */
export const SMALL_SET: { readonly [name: string]: string } = {
  'dataset.yaml': `id: small
version: 1
title: { fr: Petit, en: Small, ru: Малый, be: Малы }
asOf: 2021-12-31
licence: Apache-2.0
`,
  'entities/places.yaml': `- id: belarus
  kind: country
  statements:
    - { property: name, lang: fr, value: Bélarus, cite: { source: atlas } }
    - { property: name, lang: en, value: Belarus, cite: { source: atlas } }
    - { property: name, lang: ru, value: Беларусь, cite: { source: atlas } }
    - { property: coordinates, value: [53.5, 28], cite: { source: atlas } }
- id: mogilev-region
  kind: region
  statements:
    - { property: name, lang: ru, value: Могилёвская область, cite: { source: atlas, locator: page 7 } }
- id: mogilev
  kind: city
  statements:
    - { property: name, lang: be, value: Магілёў, cite: { source: atlas } }
    - { property: name, lang: en, value: Mogilev, cite: { source: atlas } }
    - { property: alias, lang: en, value: Mahilyow, cite: { source: atlas } }
    - { property: founded, value: 1267, cite: { source: atlas } }
- id: atlas
  kind: source
  statements:
    - { property: name, lang: en, value: Atlas, cite: { source: atlas } }
- id: yearbook
  kind: source
  statements:
    - { property: name, lang: en, value: Yearbook, cite: { source: yearbook } }
- id: bishkek
  kind: city
  statements:
    - { property: name, lang: ru, value: Бишкек, cite: { source: atlas } }
`,
  'relations/all.yaml': `- { from: mogilev, relation: located-in, to: mogilev-region, cite: { source: atlas } }
- { from: mogilev-region, relation: located-in, to: belarus, cite: { source: atlas } }
- { from: mogilev, relation: twin-of, to: bishkek, valid: 2021-07, cite: { source: yearbook, near: atlas } }
`,
  'figures/trade.yaml': `- { id: x1, measure: exports, area: belarus, period: 2021-01/2021-08, form: level, value: '19500000', unit: USD, cite: { source: yearbook } }
- { id: i1, measure: imports, area: belarus, period: 2021-01/2021-08, form: level, value: '10000000', step: '100000', unit: USD, cite: { source: yearbook } }
- { id: t1, measure: turnover, area: belarus, period: 2021-01/2021-08, form: level, value: '29500000', unit: USD, cite: { source: yearbook } }
- { id: t2, measure: turnover, area: belarus, period: 2021-01/2021-08, form: level, value: '31000000', wording: more_than, unit: USD, cite: { source: atlas } }
`,
  'remarks/all.yaml': `- id: r1
  severity: contradiction
  text: { fr: a, en: b, ru: c, be: d }
  entities: [belarus]
  figures: [t1, t2]
  cite: { source: atlas }
`,
};
