/**
 * The examples of the guide for programs are run against a real server with a small market of their own, in their order, and
 * answer what the guide shows: each `sh` block with curl is asked, the `json` block after it must be part of the answer.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUpGuideMarket } from './support/guide-market.ts';
import { type MarketApi, marketApi } from './support/market-api.ts';
import { importTrade } from './support/trade-registry.ts';

const GUIDE = readFileSync(new URL('../docs/guide/programs.md', import.meta.url), 'utf8');
const ADDRESS = 'http://127.0.0.1:4000';

interface Example {
  readonly command: string;
  readonly answer: string | undefined;
}

/** Every curl of the guide with the JSON that is shown after it. */
function examples(): Example[] {
  const blocks = [...GUIDE.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
  return blocks.flatMap(({ language, text }, index) => {
    if (language !== 'sh') return [];
    const curls = text.split('\n').filter((line) => line.startsWith('curl '));
    const next = blocks[index + 1];
    const answer = next?.language === 'json' && curls.length === 1 ? next.text : undefined;
    return curls.map((command) => ({ command, answer }));
  });
}

interface Asked {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** Reads a curl as a shell would, as far as the guide goes. Errors: Error for an option that it does not know. */
function readCurl(command: string, variables: { readonly [name: string]: string }): Asked {
  const words = [...command.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) =>
      single ?? (double ?? bare ?? '').replace(/\$(\w+)/g, (_, name: string) => variables[name] ?? ''),
  );
  const asked: Asked = { method: '', url: '', headers: {}, body: undefined };
  for (let place = 1; place < words.length; place += 1) {
    const word = words[place] ?? '';
    if (word === '-X') asked.method = words[++place] ?? '';
    else if (word === '-H') {
      const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(words[++place] ?? '') ?? [];
      asked.headers[name.toLowerCase()] = value;
    } else if (word === '--json') {
      asked.body = words[++place];
      asked.headers['content-type'] = 'application/json';
    } else if (word.startsWith('-')) throw new Error(`the guide uses curl's ${word}`);
    else asked.url = word;
  }
  asked.method ||= asked.body === undefined ? 'GET' : 'POST';
  return asked;
}

/** What is shown, as something to match: a text with … stands for any. */
function shown(value: unknown): unknown {
  if (typeof value === 'string' && value.includes('…')) return expect.any(String);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value === 'object' && value !== null) {
    return expect.objectContaining(
      Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shown(each)])),
    );
  }
  return value;
}

let api: MarketApi;
let address: string;
beforeAll(async () => {
  api = await marketApi({ setting: [] });
  await importTrade(api.storage);
  address = await api.server.listen({ port: 0, host: '127.0.0.1' });
  await setUpGuideMarket(address, api.keys.operator);
});
afterAll(() => api.close());

test('there are examples, and every answer that is shown belongs to one', () => {
  const all = examples();
  expect(all.length).toBeGreaterThan(15);
  const answers = all.filter(({ answer }) => answer !== undefined).length;
  expect(answers).toBe([...GUIDE.matchAll(/^```json$/gm)].length);
});

test.each(examples())('$command', async ({ command, answer }) => {
  const { method, url, headers, body } = readCurl(command, { AUTH: `authorization: Bearer ${api.keys.one}` });
  expect(url.startsWith(ADDRESS)).toBe(true);
  const given = await fetch(address + url.slice(ADDRESS.length), {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  if (answer === undefined) expect(given.status).toBe(200);
  else {
    const expected = JSON.parse(answer) as { status?: number };
    expect(given.status).toBe(expected.status ?? 200);
    expect(await given.json()).toEqual(shown(expected));
  }
});
