/** The conversation in docs/reference/market-stream.md is what the stream says, and its tables are the program's. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CLOSE, STREAM_LIMITS } from '#api/market/stream/limits.ts';
import { TRADER_COMMANDS } from '#wire/market-commands.ts';
import { CHANNELS } from '#wire/market-stream.ts';
import { SETTING } from '../support/market-setting.ts';
import { testStream } from '../support/market-stream.ts';

const text = readFileSync(new URL('../../docs/reference/market-stream.md', import.meta.url), 'utf8');

test('the examples', async () => {
  const stream = await testStream(SETTING);
  const client = await stream.stranger();
  const key = await stream.key(1);
  const lines = [...text.matchAll(/```stream\n([\s\S]*?)```/g)].flatMap(
    ([, block]) => block?.trim().split('\n') ?? [],
  );
  expect(lines.length).toBeGreaterThan(30);
  for (const line of lines) {
    const json = line.slice(2).replaceAll('KEY OF TRADER 1', key);
    if (line.startsWith('> ')) client.socket.send(json);
    else {
      const expected = JSON.parse(json.replaceAll('TIME', '0')) as { op: string; time?: unknown };
      if ('time' in expected) expected.time = expect.any(Number);
      expect(await client.next(), line).toEqual(expected);
    }
  }
  await client.ask({ op: 'ping' });
  expect(client.heard).toEqual([]);
  await stream.close();
});

test('every command, channel, limit and code of a close is there', () => {
  for (const [kind, { properties }] of Object.entries(TRADER_COMMANDS)) {
    const row = text.split('\n').find((line) => line.startsWith(`| \`${kind}\``));
    expect(row, kind).toBeDefined();
    for (const field of Object.keys(properties)) if (field !== 'kind') expect(row).toContain(`\`${field}\``);
  }
  for (const channel of CHANNELS) expect(text).toContain(`| \`${channel}\` |`);
  for (const [code, reason] of Object.values(CLOSE)) expect(text).toContain(`| ${code} | \`${reason}\` |`);
  const { messageBytes, subscriptions, connectionsPerKey, connections, badMessages, bookLevels } =
    STREAM_LIMITS;
  for (const said of [
    `| ${messageBytes / 1024} KiB |`,
    `| ${subscriptions} |`,
    `| ${connectionsPerKey} |`,
    `| ${connections.toLocaleString('en')} |`,
    `| ${badMessages} |`,
    `best ${bookLevels} price levels`,
    `${STREAM_LIMITS.pauseBytes / 1024} KiB`,
    `${STREAM_LIMITS.closeBytes / 1024 / 1024} MiB`,
    `every ${STREAM_LIMITS.heartbeatMs / 1_000} seconds`,
  ]) {
    expect(text).toContain(said);
  }
});
