/** Judgements at the command line, beside a Kirmash that serves: merged, proposed, accepted, undone, and shown. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { kirmash, servedHome, temporaryFolder } from '../support/kirmash.ts';

let home: string;
let address: string;

const cite = 'cite: { source: atlas }';

beforeEach(async () => {
  const set = join(await temporaryFolder(), 'set');
  await mkdir(join(set, 'entities'), { recursive: true });
  await writeFile(
    join(set, 'dataset.yaml'),
    'id: tiny\nversion: "1"\ntitle: { fr: Petit, en: Tiny, ru: Малый, be: Малы }\n',
  );
  const city = (id: string, name: string): string =>
    `- { id: ${id}, kind: city, statements: [{ property: name, lang: en, value: ${name}, ${cite} }] }\n`;
  await writeFile(
    join(set, 'entities', 'all.yaml'),
    `- { id: atlas, kind: source, statements: [{ property: name, lang: en, value: Atlas, ${cite} }] }
${city('mogilev', 'Mogilev')}${city('mahilyow', 'Mahilyow')}`,
  );
  home = await servedHome();
  const serving = kirmash(['serve', '--api-only'], { KIRMASH_HOME: home });
  address = await serving.ready;
  expect((await run('import', set)).code).toBe(0);
});

async function run(...words: string[]) {
  return kirmash(words, { KIRMASH_HOME: home }).ended;
}

/** Runs `kirmash judge` and gives the last line of its answer. */
async function judge(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await run('judge', ...words);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout.trimEnd().split('\n').at(-1) ?? '';
}

async function entity(id: string): Promise<{ id: string; aliases: string[] }> {
  return (await (await fetch(`${address}/api/entities/${id}?lang=en`)).json()) as {
    id: string;
    aliases: string[];
  };
}

test('two entities become one and part again, each with its reason', async () => {
  expect(await judge('merge', 'mahilyow', 'mogilev', 'one city, two spellings')).toBe(
    "Judgement 1: 'mahilyow' is shown under 'mogilev' from now on.",
  );
  expect((await entity('mahilyow')).id).toBe('mogilev');
  const again = await run('judge', 'merge', 'mahilyow', 'mogilev', 'again');
  expect(again).toMatchObject({ code: 1, stderr: "kirmash: 'mahilyow' is merged into 'mogilev' already.\n" });
  expect(await judge('revert', '1', 'two after all')).toBe('Judgement 2: judgement 1 is undone.');
  expect((await entity('mahilyow')).id).toBe('mahilyow');
  const { stdout } = await run('judge', 'list');
  expect(stdout).toMatch(/judgement 2 .* revert judgement 1: two after all/);
  expect(stdout).toMatch(/judgement 1 .* merge mahilyow into mogilev, undone by 2: one city, two spellings/);
});

test('a statement is proposed with its source, and counts from its acceptance until its rejection', async () => {
  const file = join(await temporaryFolder(), 'said.yaml');
  const said = (value: string): Promise<void> =>
    writeFile(
      file,
      `entity: mogilev\nstatement:\n  property: alias\n  lang: en\n  value: ${value}\n  ${cite}\n`,
    );
  await said('7');
  const refused = await run('judge', 'propose', file, 'an old spelling');
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('said.yaml:5:10 bad-value: ') });
  await said('Mohilev');
  const proposed = await judge('propose', '--author', 'librarian-2', file, 'an old spelling');
  const number = /^Statement (\d+) is proposed/.exec(proposed)?.[1] ?? '';
  expect((await run('judge', 'list')).stdout).toMatch(
    new RegExp(`statement ${number} .* librarian-2 .* mogilev alias "Mohilev"`),
  );
  expect((await entity('mogilev')).aliases).toEqual([]);
  await judge('accept', number, 'it stands in the atlas');
  expect((await entity('mogilev')).aliases).toEqual(['Mohilev']);
  await judge('reject', number, 'of another city');
  expect((await entity('mogilev')).aliases).toEqual([]);
});
