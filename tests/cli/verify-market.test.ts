/** `kirmash verify` on journals that were damaged in every way: it says what is wrong and where. */
import { crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '#base/random.ts';
import { Connection } from '#journal/connection.ts';
import { Follower } from '#journal/follower.ts';
import { type Frame, sealFrame } from '#journal/frame.ts';
import { openJournal } from '#journal/journal.ts';
import { KEY_LIMITS, KeyTable } from '#journal/keys.ts';
import { createMachine, projections } from '#journal/market-module.ts';
import { listSnapshots, loadSnapshot, saveSnapshot } from '#journal/snapshot.ts';
import { lastFrame, type MarketRow, readFrame } from '#journal/store.ts';
import { encodeCommand } from '#market/commands.ts';
import { RecordBuffer } from '#market/record.ts';
import { BUY, packTerms, SELL } from '#market/terms.ts';
import { setUp } from '../../bench/market-streams.ts';
import { testDatabase } from '../support/database.ts';
import { kirmash, temporaryFolder } from '../support/kirmash.ts';
import { ask, keyOf } from '../support/submitting.ts';

const PARTICIPANTS = 6;
const ROUNDS = 8;

/** A market with orders, deals, keys, a recorded hash, snapshots and projections. */
async function makeMarket(url: string, name: string): Promise<MarketRow> {
  const journal = await openJournal({ url, market: name, simulated: true, createMachine, program: 'test' });
  const connection = new Connection(url, 'test follower');
  const { market } = journal;
  const follower = new Follower({ connection, market, createMachine, projections, snapshotEvery: 60 });
  const random = seededRandom(name.length);
  const setting = new RecordBuffer(1 << 12);
  setUp(setting, PARTICIPANTS);
  await ask(journal.sequencer, setting);
  for (let round = 0; round < ROUNDS; round += 1) {
    const orders = new RecordBuffer(1 << 10);
    for (let count = 0; count < 20; count += 1) {
      encodeCommand(orders, {
        kind: 'submitOrder',
        actor: 1 + random.integer(PARTICIPANTS),
        listing: 1,
        terms: packTerms({ side: random.pick([BUY, SELL]) }),
        price: 1_000 + random.integer(20),
        lots: 1 + random.integer(50),
        reference: count,
      });
    }
    await ask(journal.sequencer, orders, keyOf(round), 1);
    await follower.catchUp();
  }
  await connection.close();
  await journal.close();
  return market;
}

interface Damage {
  readonly client: pg.Client;
  readonly market: MarketRow;
  /** Its last frame. */
  readonly last: number;
}

interface Sort {
  /** Does it, and gives the lines that must be said, each with the check under which it stands. */
  readonly damage: (scene: Damage) => Promise<readonly (readonly [check: string, line: RegExp])[]>;
}

async function rewrite(client: pg.Client, market: MarketRow, frame: Frame): Promise<void> {
  await client.query(
    `update journal_frame set checksum = $3, hash = $4, payload = $5 where market = $1 and number = $2`,
    [market.id, frame.number, frame.checksum, frame.hash, frame.payload],
  );
}

const set = (client: pg.Client, market: MarketRow, table: string, change: string, where: string) =>
  client.query(`update ${table} set ${change} where market = $1 and ${where}`, [market.id]);

const SORTS: { readonly [name: string]: Sort['damage'] } = {
  'changed payload': async ({ client, market }) => {
    const frame = (await readFrame(client, market.id, 5)) as Frame;
    frame.payload.writeUInt8(frame.payload.readUInt8(40) ^ 1, 40);
    await rewrite(client, market, { ...frame, checksum: crc32(frame.payload) });
    return [['journal', /^frame 5: its hash does not match what it holds/]];
  },
  'damaged payload': async ({ client, market }) => {
    await set(client, market, 'journal_frame', 'payload = set_byte(payload, 40, 255)', 'number = 5');
    return [['journal', /^frame 5: its checksum does not match: it is damaged/]];
  },
  'dropped frame': async ({ client, market }) => {
    await client.query('delete from journal_frame where market = $1 and number = 5', [market.id]);
    return [['journal', /^frame 6: number 6 follows 4: frames between them are missing/]];
  },
  'swapped frames': async ({ client, market }) => {
    await set(client, market, 'journal_frame', 'number = number + 1000', 'number in (4, 5)');
    await set(client, market, 'journal_frame', 'number = 1009 - number', 'number > 1000');
    return [
      ['journal', /^frame 4: its hash does not match/],
      ['journal', /^frame 5: its hash does not match/],
    ];
  },
  'forged last frame': async ({ client, market, last }) => {
    // The last one but for the opening: with lots changed, and all sums and hashes right.
    const frame = (await readFrame(client, market.id, last)) as Frame;
    frame.payload.writeInt32LE(frame.payload.readInt32LE(8 + 8 * 4) + 1, 8 + 8 * 4);
    await rewrite(client, market, sealFrame(frame, frame.previous, frame.payload));
    return [
      ['state', new RegExp(`^frame ${last}: the state's hash is [0-9a-f]+, recorded was`)],
      ['projections', /^table market_order up to frame/],
    ];
  },
  'cut last frame': async ({ client, market, last }) => {
    await set(
      client,
      market,
      'journal_frame',
      'payload = substring(payload from 1 for octet_length(payload) / 2)',
      `number = ${last}`,
    );
    return [['journal', new RegExp(`^frame ${last}: its checksum does not match`)]];
  },
  'lost last frame': async ({ client, market, last }) => {
    await client.query('delete from journal_frame where market = $1 and number = $2', [market.id, last]);
    return [
      ['state', new RegExp(`^frame ${last}: recorded, but not in the journal`)],
      [
        'projections',
        new RegExp(`^orders is written up to frame ${last}, and the journal ends with ${last - 1}`),
      ],
    ];
  },
  'impossible numbers': async ({ client, market }) => {
    await set(client, market, 'journal_frame', 'kind = -1, commands = -5', 'number = 5');
    return [['journal', /^frame 5: its hash does not match/]];
  },
  'changed order': async ({ client, market, last }) => {
    await set(client, market, 'market_order', 'price = price + 1', 'command = 100');
    return [
      [
        'projections',
        new RegExp(`^table market_order up to frame ${last}: 1 rows should not be there or be others, 1`),
      ],
      ['projections', /^table market_order, for example: .*"command": 100,.* is there/],
      ['projections', /^table market_order, for example: .*"command": 100,.* should be there/],
    ];
  },
  'lost deal': async ({ client, market, last }) => {
    await client.query('delete from market_deal where market = $1 and contract = 3', [market.id]);
    return [
      ['projections', new RegExp(`^table market_deal up to frame ${last}: 0 rows .*, 1 are missing`)],
      ['projections', /^table market_deal, for example: .*"contract": 3,.* should be there/],
    ];
  },
  'wrong progress': async ({ client, market }) => {
    await set(client, market, 'journal_projection', 'frame = 4', "name = 'deals'");
    return [['projections', /^table market_deal up to frame 4: [1-9]\d* rows should not be there/]];
  },
  'wrong recorded hash': async ({ client, market, last }) => {
    await set(client, market, 'journal_hash', 'hash = reverse(hash), command = command + 1', 'true');
    return [
      ['state', new RegExp(`^frame ${last}: the state's hash is [0-9a-f]+, recorded was`)],
      ['state', new RegExp(`^frame ${last}: it ends with command \\d+, recorded was`)],
    ];
  },
  'damaged snapshot': async ({ client, market }) => {
    const frame = (await listSnapshots(client, market.id))[0];
    await set(
      client,
      market,
      'journal_snapshot_part',
      'payload = set_byte(payload, 20, get_byte(payload, 20) # 1)',
      `frame = ${frame}`,
    );
    return [
      ['snapshots', new RegExp(`^snapshot at frame ${frame}: the checksum of its part 0 does not match`)],
    ];
  },
  'snapshot of another state': async ({ client, market }) => {
    const frame = (await listSnapshots(client, market.id))[0];
    const { rows } = await client.query(
      'select payload from journal_snapshot_part where market = $1 and frame = $2',
      [market.id, frame],
    );
    const bytes = zstdDecompressSync(rows[0].payload);
    // Somewhere in the middle, among levels and pages.
    const at = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    const payload = zstdCompressSync(bytes);
    await client.query(
      'update journal_snapshot_part set payload = $3, checksum = $4 where market = $1 and frame = $2',
      [market.id, frame, payload, crc32(payload)],
    );
    return [
      ['snapshots', new RegExp(`^snapshot at frame ${frame}: the state in it has another hash than it says`)],
    ];
  },
  'snapshot without its keys': async ({ client, market }) => {
    const frame = (await listSnapshots(client, market.id))[0] ?? 0;
    const runner = await loadSnapshot(client, market, frame, createMachine(), KEY_LIMITS);
    runner.keys = new KeyTable(KEY_LIMITS);
    await saveSnapshot(client, market, runner);
    return [
      [
        'snapshots',
        new RegExp(`^snapshot at frame ${frame}: it differs from the replay in its idempotency keys`),
      ],
    ];
  },
  'epoch turned back': async ({ client, market }) => {
    await client.query('update journal_market set epoch = 0 where id = $1', [market.id]);
    return [['journal', /^journal_market.epoch is 0, less than 1 of the last frame/]];
  },
  'real or simulated': async ({ client, market }) => {
    await client.query('update journal_market set simulated = false where id = $1', [market.id]);
    return [['journal', /^journal_market.simulated says something else than the first frame/]];
  },
};

/** Markets whose damage leaves their other checks right. */
const ALONE =
  /^Market (changed order|lost deal|wrong|damaged snapshot|snapshot of|snapshot without|epoch|real)/;

interface Said {
  readonly [check: string]: { readonly right: boolean; readonly lines: string[] };
}

/** What the command said, by check. */
function read(output: string): Said {
  const said: { [check: string]: { right: boolean; lines: string[] } } = {};
  let current: { right: boolean; lines: string[] } | undefined;
  for (const line of output.split('\n')) {
    const check = /^(\S.*?): (right|WRONG) \(/.exec(line);
    if (check) {
      current = { right: check[2] === 'right', lines: [] };
      said[check[1] as string] = current;
    } else if (line.startsWith('  ')) current?.lines.push(line.trim());
  }
  return said;
}

test('verify says of each market what is wrong with it and where, and nothing of the others', async () => {
  const url = await testDatabase();
  const home = await temporaryFolder();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  const verify = async () => {
    const { code, stdout, stderr } = await kirmash(['verify'], { DATABASE_URL: url, KIRMASH_HOME: home })
      .ended;
    expect(stderr).toBe('');
    return { code, said: read(stdout), stdout };
  };
  await makeMarket(url, 'whole');
  const markets = new Map<string, MarketRow>();
  for (const name of Object.keys(SORTS)) markets.set(name, await makeMarket(url, name));

  const before = await verify();
  expect(before.stdout).toMatch(/^All is right\.$/m);
  expect(before.code).toBe(0);

  const expected = new Map<string, RegExp[]>();
  for (const [name, damage] of Object.entries(SORTS)) {
    const market = markets.get(name) as MarketRow;
    const last = await lastFrame(client, market.id);
    for (const [check, line] of await damage({ client, market, last })) {
      const full = `Market ${name}, ${check}`;
      expected.set(full, [...(expected.get(full) ?? []), line]);
    }
  }
  const { code, said } = await verify();
  expect(code).toBe(1);
  for (const [check, lines] of expected) {
    expect(said[check]?.right, check).toBe(false);
    for (const line of lines) expect(said[check]?.lines).toContainEqual(expect.stringMatching(line));
  }
  for (const [check, { right }] of Object.entries(said)) {
    if (check.startsWith('Market whole')) expect(right, check).toBe(true);
    // Damage in one place is not to be reported of sound ones; what hangs on a lost frame may be.
    if (ALONE.test(check) && !expected.has(check)) {
      expect(right, check).toBe(true);
    }
  }
});

test('rebuild mends what is derived from the journal', async () => {
  const url = await testDatabase();
  const home = await temporaryFolder();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  const environment = { DATABASE_URL: url, KIRMASH_HOME: home };
  for (const name of ['one', 'two']) {
    const market = await makeMarket(url, name);
    await set(client, market, 'market_order', 'price = price + 1', 'command = 100');
    await set(client, market, 'journal_projection', 'frame = 4', "name = 'deals'");
  }
  expect((await kirmash(['verify'], environment).ended).code).toBe(1);
  expect(await kirmash(['rebuild'], environment).ended).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('The projections of 2 markets were built anew.'),
    stderr: '',
  });
  expect((await kirmash(['verify'], environment).ended).code).toBe(0);
});

test('one wrong thing is enough for exit code 1: frames that belong to no market', async () => {
  const url = await testDatabase();
  const home = await temporaryFolder();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  const market = await makeMarket(url, 'one');
  await client.query('update journal_frame set market = 99 where market = $1 and number > 5', [market.id]);
  await client.query('delete from journal_snapshot where market = $1', [market.id]);
  await client.query('delete from journal_hash where market = $1', [market.id]);
  await client.query('delete from journal_projection where market = $1', [market.id]);
  const { code, stdout } = await kirmash(['verify'], { DATABASE_URL: url, KIRMASH_HOME: home }).ended;
  const wrong = Object.entries(read(stdout)).filter(([, { right }]) => !right);
  expect(wrong).toEqual([
    ['Markets', { right: false, lines: ['5 frames are of market 99, which is not there'] }],
  ]);
  expect(stdout).toMatch(/^1 check found something wrong\.$/m);
  expect(code).toBe(1);
});
