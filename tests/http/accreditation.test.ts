/** Applying for accreditation and deciding it: what the applicant, the operator and anybody see, and what the engine knows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SYSTEM } from '#access/audit.ts';
import type { People } from '#access/people.ts';
import { AccreditationDesk } from '#api/accreditation/desk.ts';
import { Identities } from '#api/identity.ts';
import type { Api } from '#api/routes.ts';
import { buildServer } from '#api/server.ts';
import { regionNumber } from '#base/region.ts';
import { PARTICIPANT, TRADER } from '#market/state.ts';
import { keepAct, waitingActs } from '#office/accreditation/acts.ts';
import { beginApplication, moveApplication } from '#office/accreditation/applications.ts';
import type {
  AccreditedOut,
  ApplicationOut,
  CaseOut,
  CertificateOut,
  QueueOut,
} from '#wire/accreditation.ts';
import type { Problem } from '#wire/common.ts';
import { type MarketApi, marketApi } from '../support/market-api.ts';
import { type Asking, askAs, enterAs, makePerson, testPeople } from '../support/people-api.ts';

let api: MarketApi;
let people: People;
let server: Api;
let sawyer: string;
let sawyerId: string;
let stranger: string;
let operator: string;
let auditor: string;

beforeAll(async () => {
  api = await marketApi();
  const { db } = api.storage;
  people = await testPeople(db);
  server = await buildServer({ storage: api.storage, market: api.gateway, people });
  sawyerId = await makePerson(db);
  sawyer = await enterAs(people, sawyerId);
  stranger = await enterAs(people, await makePerson(db));
  operator = await enterAs(people, await makePerson(db, { role: 'operator' }));
  auditor = await enterAs(people, await makePerson(db, { role: 'auditor' }));
});
afterAll(async () => {
  await server.close();
  await api.close();
});

/** A day within every year of accreditation. */
const soon = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n');
const CONTENT = {
  name: 'Metsäsaha Oy',
  address: 'Sahatie 1, Joensuu',
  country: 'FI',
  region: 'FI-13',
  resident: false,
  taxNumber: 'FI 2077474-0',
  role: 'member',
  sell: [1],
  buy: [],
  representative: 'Aino Saha',
  acceptsRules: true,
};

type Deed = 'GET' | 'POST' | 'PUT' | 'DELETE';
async function json<T>(method: Deed, path: string, asking: Asking): Promise<T> {
  const answer = await askAs(server, method, `/accreditation${path}`, asking);
  expect([path, answer.statusCode, answer.statusCode === 200 || answer.body]).toEqual([path, 200, true]);
  return answer.json<T>();
}
async function refusal(method: Deed, path: string, asking: Asking): Promise<string> {
  return (await askAs(server, method, `/accreditation${path}`, asking)).json<Problem>().code;
}
const upload = (id: number, kind: string, more = '', body = PDF, cookie = sawyer) =>
  askAs(server, 'POST', `/accreditation/applications/${id}/documents?kind=${kind}&name=${kind}.pdf${more}`, {
    cookie,
    body,
    headers: { 'content-type': 'application/pdf' },
  });

async function submitted(content: object = CONTENT, cookie = sawyer): Promise<number> {
  const { id } = await json<ApplicationOut>('POST', '/applications', { cookie, body: { content } });
  await upload(id, 'registration', '', PDF, cookie);
  await upload(id, 'power', '&expires=2099-12-31', PDF, cookie);
  await json('POST', `/applications/${id}/submit`, { cookie });
  return id;
}
const decide = (id: number, body: object) =>
  json<CaseOut>('POST', `/queue/${id}/decision`, { cookie: operator, body });

describe('a foreign sawmill', () => {
  let id: number;
  let certificate: string;
  let participant: number;

  test('begins an application, is told what is missing, and cannot submit before it is there', async () => {
    const begun = await json<ApplicationOut>('POST', '/applications', { cookie: sawyer, body: {} });
    id = begun.id;
    expect(begun.state).toBe('draft');
    expect(begun.lacks).toContain('tax-number');
    expect(await refusal('POST', `/applications/${id}/submit`, { cookie: sawyer })).toBe(
      'application-incomplete',
    );
    const wrong = { ...CONTENT, taxNumber: '20774741' };
    const saved = await json<ApplicationOut>('PUT', `/applications/${id}`, {
      cookie: sawyer,
      body: { content: wrong },
    });
    expect(saved.lacks).toEqual(['tax-number-form', 'document-registration', 'document-power']);
    const right = await json<ApplicationOut>('PUT', `/applications/${id}?lang=ru`, {
      cookie: sawyer,
      body: { content: CONTENT },
    });
    expect(right).toMatchObject({ countryName: 'Финляндия', regionName: 'Pohjois-Karjala' });
  });

  test('uploads documents, which are told by their content', async () => {
    expect((await upload(id, 'registration')).statusCode).toBe(200);
    const noExpiry = (await upload(id, 'power')).json<ApplicationOut>();
    expect(noExpiry.lacks).toEqual(['power-expiry']);
    const ready = (await upload(id, 'power', '&expires=2099-12-31')).json<ApplicationOut>();
    expect(ready.lacks).toEqual([]);
    const page = await upload(id, 'other', '', Buffer.from('<html>%PDF-</html>'));
    expect(page.json<Problem>().code).toBe('document-unfit');
    const cut = await upload(id, 'other', '', PDF.subarray(0, 12));
    expect(cut.json<Problem>().code).toBe('document-unfit');
    const large = await upload(id, 'other', '', Buffer.alloc(10 * 1024 * 1024 + 1));
    expect(large.statusCode).toBe(413);
    const [first] = ready.documents;
    const read = await askAs(server, 'GET', `/accreditation/applications/${id}/documents/${first?.id}`, {
      cookie: sawyer,
    });
    expect(read.rawPayload.equals(PDF)).toBe(true);
    expect(read.headers['content-disposition']).toMatch(/^attachment;/);
  });

  test('is seen by nobody else, and as a draft not even by the exchange', async () => {
    expect(await refusal('GET', `/applications/${id}`, { cookie: stranger })).toBe('application-not-found');
    expect(await refusal('PUT', `/applications/${id}`, { cookie: stranger, body: { content: {} } })).toBe(
      'application-not-found',
    );
    expect(await refusal('GET', `/queue/${id}`, { cookie: operator })).toBe('application-not-found');
    expect(await refusal('GET', '/queue', { cookie: stranger })).toBe('not-allowed');
  });

  test('submits: it stands in the queue with the working days that are left', async () => {
    const sent = await json<ApplicationOut>('POST', `/applications/${id}/submit`, { cookie: sawyer });
    expect(sent).toMatchObject({ state: 'submitted', workingDaysLeft: 3, simulated: true });
    expect(await refusal('PUT', `/applications/${id}`, { cookie: sawyer, body: { content: CONTENT } })).toBe(
      'application-closed',
    );
    const queue = await json<QueueOut>('GET', '/queue', { cookie: auditor });
    expect(queue.items.map((item) => item.id)).toEqual([id]);
  });

  test('is returned with what is to be put right, and submits again', async () => {
    expect(
      await refusal('POST', `/queue/${id}/decision`, { cookie: operator, body: { decision: 'return' } }),
    ).toBe('bad-request');
    await decide(id, { decision: 'return', reason: 'The extract is older than a month.' });
    const returned = await json<ApplicationOut>('GET', `/applications/${id}`, { cookie: sawyer });
    expect(returned).toMatchObject({ state: 'returned', reason: 'The extract is older than a month.' });
    await json('POST', `/applications/${id}/submit`, { cookie: sawyer });
  });

  test('is looked at by checks, and decided by the operator alone', async () => {
    const found = await json<CaseOut>('GET', `/queue/${id}`, { cookie: auditor });
    expect(Object.fromEntries(found.checks.map(({ check, outcome }) => [check, outcome]))).toEqual({
      'tax-number': 'passed',
      duplicates: 'passed',
      documents: 'passed',
      registry: 'look',
      residence: 'passed',
      // No list is shipped.
      sanctions: 'look',
    });
    const body = { decision: 'accredit' };
    for (const cookie of [auditor, sawyer])
      expect(await refusal('POST', `/queue/${id}/decision`, { cookie, body })).toBe('not-allowed');
    const far = { decision: 'accredit', until: '2099-01-01' };
    expect(await refusal('POST', `/queue/${id}/decision`, { cookie: operator, body: far })).toBe(
      'bad-request',
    );
  });

  test('is accredited: the engine has it and its trader, the person may trade, the log says who decided', async () => {
    const { application } = await decide(id, { decision: 'accredit' });
    expect(application.state).toBe('accredited');
    certificate = application.certificate ?? '';
    participant = application.participant ?? 0;
    const { words } = api.gateway.market.participants;
    const word = (column: number) => words[participant * PARTICIPANT.stride + column];
    expect([PARTICIPANT.country, PARTICIPANT.region, PARTICIPANT.sellSections].map(word)).toEqual([
      246,
      regionNumber(246, 'FI-13'),
      1,
    ]);
    expect(word(PARTICIPANT.buySections)).toBe(0);
    const { db } = api.storage;
    const { trader } = await db
      .selectFrom('office_trader')
      .select('trader')
      .where('person', '=', sawyerId)
      .executeTakeFirstOrThrow();
    expect(api.gateway.market.traders.words[trader * TRADER.stride + TRADER.participant]).toBe(participant);
    const me = await askAs(server, 'GET', '/market/me', { cookie: sawyer });
    expect(me.json()).toMatchObject({
      participant: { participant, standing: 'accredited', resident: false },
    });
    const log = await db.selectFrom('audit_event').select('action').execute();
    expect(log.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'accreditation.submitted',
        'accreditation.accredited',
        'accreditation.trader-added',
      ]),
    );
    expect(await waitingActs(db, api.gateway.journal.market.id)).toEqual([]);
    expect(
      await refusal('POST', `/queue/${id}/decision`, { cookie: operator, body: { decision: 'accredit' } }),
    ).toBe('application-closed');
  });

  test('has a certificate that anybody may look up, which follows its standing', async () => {
    const look = () => json<CertificateOut>('GET', `/certificates/${certificate}?lang=fr`, {});
    expect(await look()).toMatchObject({ name: 'Metsäsaha Oy', countryName: 'Finlande', state: 'valid' });
    expect(JSON.stringify(await look())).not.toContain('2077474');
    expect(await refusal('GET', '/certificates/1-2026-0001-00000000', {})).toBe('application-not-found');
    const set = (standing: string) =>
      json<AccreditedOut>('POST', `/participants/${participant}/standing`, {
        cookie: operator,
        body: { standing, reason: 'An investigation.' },
      });
    await set('suspended');
    expect((await look()).state).toBe('suspended');
    const body = { standing: 'suspended', reason: 'again' };
    expect(await refusal('POST', `/participants/${participant}/standing`, { cookie: operator, body })).toBe(
      'already-so',
    );
    await set('accredited');
    expect((await look()).state).toBe('valid');
  });

  test('asks for more rights: the change is an application too, which its head alone begins', async () => {
    const body = { participant, content: { buy: [1], acceptsRules: true } };
    expect(await refusal('POST', '/applications', { cookie: stranger, body })).toBe('application-not-found');
    const begun = await json<ApplicationOut>('POST', '/applications', { cookie: sawyer, body });
    expect(begun.content).toMatchObject({ name: 'Metsäsaha Oy', sell: [1], buy: [1] });
    await upload(begun.id, 'registration');
    await upload(begun.id, 'power', '&expires=2099-12-31');
    await json('POST', `/applications/${begun.id}/submit`, { cookie: sawyer });
    await decide(begun.id, { decision: 'accredit' });
    const { words } = api.gateway.market.participants;
    expect(words[participant * PARTICIPANT.stride + PARTICIPANT.buySections]).toBe(1);
    const mine = await json<{ items: AccreditedOut[] }>('GET', '/participants', { cookie: sawyer });
    expect(mine.items).toMatchObject([{ participant, sell: [1], buy: [1], certificate }]);
  });

  test('applies twice, spelled in Cyrillic and under another form: the officer is shown the first', async () => {
    const again = await submitted({ ...CONTENT, name: 'ООО Метсясаха', taxNumber: '01120389' }, stranger);
    const { checks } = await json<CaseOut>('GET', `/queue/${again}`, { cookie: operator });
    const duplicates = checks.find(({ check }) => check === 'duplicates');
    expect(duplicates?.outcome).toBe('look');
    expect(duplicates?.found.join()).toContain(certificate);
    await decide(again, { decision: 'refuse', reason: 'Accredited already.' });
    const refused = await json<ApplicationOut>('GET', `/applications/${again}`, { cookie: stranger });
    expect(refused).toMatchObject({ state: 'refused', reason: 'Accredited already.' });
  });
});

describe('a broker', () => {
  test('is given traders by power and clients of its own; both end', async () => {
    const { db } = api.storage;
    const cookie = await enterAs(people, await makePerson(db));
    const trader = await makePerson(db);
    const id = await submitted(
      { ...CONTENT, name: 'Broker House', taxNumber: '0112038-9', role: 'broker' },
      cookie,
    );
    const { application } = await decide(id, { decision: 'accredit' });
    const at = `/participants/${application.participant}`;
    const post = (path: string, body: object) =>
      json<AccreditedOut>('POST', `${at}${path}`, { cookie: operator, body });
    const until = (await post('/traders', { email: `${trader}@example.org`, until: soon })).powers;
    expect(until).toMatchObject([{ ended: false }, { until: soon, ended: false }]);
    const client = { name: 'Lumber Sp. z o.o.', country: 'PL', taxNumber: '5260250274', resident: false };
    const bad = { ...client, taxNumber: '5260250275' };
    expect(await refusal('POST', `${at}/clients`, { cookie: operator, body: bad })).toBe('bad-request');
    const [registered] = (await post('/clients', client)).clients;
    expect(registered).toMatchObject({ name: client.name, ended: false });
    const ended = await post(`/clients/${registered?.client}/end`, { reason: 'Left the broker.' });
    expect(ended.clients).toMatchObject([{ ended: true }]);
    const number = until[1]?.trader;
    expect((await post(`/traders/${number}/end`, { reason: 'Revoked.' })).powers[1]?.ended).toBe(true);
    expect(
      await refusal('POST', `${at}/traders/${number}/end`, { cookie: operator, body: { reason: 'again' } }),
    ).toBe('already-so');
  });

  test('that is none gets no clients: the engine refuses, and nothing is written', async () => {
    const { db } = api.storage;
    const [member] = (await json<{ items: AccreditedOut[] }>('GET', '/participants', { cookie: operator }))
      .items;
    const body = { name: 'X', country: 'PL', taxNumber: '5260250274', resident: false };
    const path = `/participants/${member?.participant}/clients`;
    expect(await refusal('POST', path, { cookie: operator, body })).toBe('market-rejected');
    expect(await waitingActs(db, api.gateway.journal.market.id)).toEqual([]);
  });
});

describe('a sanction list', () => {
  const today = new Date().toISOString().slice(0, 10);
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const HEADER = 'id,schema,name,aliases,birth_date,countries,addresses';
  const CSV = `${HEADER}\r\nx-1,Company,"Лесопильный завод ""Север"", ООО",Sever Sawmill;Севлес,,ru,"a,\nb"\r\nx-2,Person,Ivan Nobody,,,by,\r\n`;
  const load = (body: string, dated = today, type = 'text/csv', cookie = operator) =>
    askAs(server, 'POST', `/accreditation/sanctions?name=synthetic&dated=${dated}`, {
      cookie,
      body: Buffer.from(body),
      headers: { 'content-type': type },
    });

  test('with errors is refused whole, by line', async () => {
    const bad = `${HEADER}\nx-1,Company,A,,,,\nx-1,Company,B,,,,\n\nx-2,Company,,,,,\nx-3\n`;
    const answer = (await load(bad)).json<Problem>();
    expect(answer.errors?.map(({ path }) => path)).toEqual(['line 3', 'line 5', 'line 6']);
    const json = '{"id":"a","schema":"Company","properties":{"name":["A"]}}\nnot json\n';
    expect((await load(json, today, 'application/x-ndjson')).json<Problem>().errors).toEqual([
      { path: 'line 2', reason: 'is no JSON' },
    ]);
    expect((await load('id\n')).json<Problem>().errors?.[0]?.path).toBe('line 1');
    expect(await listStateNow()).toBe('none');
    expect((await load(CSV, today, 'text/csv', auditor)).json<Problem>().code).toBe('not-allowed');
  });
  const listStateNow = async () =>
    (await json<{ state: string }>('GET', '/sanctions', { cookie: auditor })).state;

  test('finds names across alphabets; a person decides, which later lists remember', async () => {
    const cookie = await enterAs(people, await makePerson(api.storage.db));
    const id = await submitted({ ...CONTENT, name: 'Lesopilny Zavod Sever', taxNumber: '1927400-1' }, cookie);
    expect((await load(CSV)).statusCode).toBe(200);
    const found = await json<CaseOut>('GET', `/queue/${id}`, { cookie: operator });
    expect(found.hits).toMatchObject([{ entry: 'x-1', decision: null, countries: ['ru'] }]);
    const body = { decision: 'accredit' };
    const at = `/queue/${id}/decision`;
    expect(await refusal('POST', at, { cookie: operator, body })).toBe('checks-failed');
    const { subject = '', entry = '' } = found.hits[0] ?? {};
    const decided = { subject, entry, decision: 'other', reason: 'Another country and number.' };
    expect(await refusal('POST', `/queue/${id}/hits`, { cookie: auditor, body: decided })).toBe(
      'not-allowed',
    );
    await json('POST', `/queue/${id}/hits`, { cookie: operator, body: decided });
    expect((await load(CSV)).statusCode).toBe(200);
    const after = await json<CaseOut>('GET', `/queue/${id}`, { cookie: operator });
    expect(after.hits).toMatchObject([{ decision: 'other', reason: 'Another country and number.' }]);
    expect(after.checks.find(({ check }) => check === 'sanctions')?.outcome).toBe('passed');
  });

  test('that is old is warned of, and one that is stale lets nobody be accredited', async () => {
    const cookie = await enterAs(people, await makePerson(api.storage.db));
    const id = await submitted({ ...CONTENT, name: 'Puutavara Oy', taxNumber: '0201256-6' }, cookie);
    const ftm = '{"id":"x-9","schema":"Company","properties":{"name":["Nobody at all"],"country":["xx"]}}\n';
    const outcome = async () =>
      (await json<CaseOut>('GET', `/queue/${id}`, { cookie: operator })).checks.find(
        ({ check }) => check === 'sanctions',
      )?.outcome;
    await load(ftm, daysAgo(10), 'application/x-ndjson');
    expect([await listStateNow(), await outcome()]).toEqual(['old', 'look']);
    await load(ftm, daysAgo(40), 'application/x-ndjson');
    expect([await listStateNow(), await outcome()]).toEqual(['stale', 'failed']);
    expect(
      await refusal('POST', `/queue/${id}/decision`, { cookie: operator, body: { decision: 'accredit' } }),
    ).toBe('checks-failed');
    await load(ftm, today, 'application/x-ndjson');
    await decide(id, { decision: 'accredit' });
  });
});

describe('a Kirmash that dies between the engine’s command and the rows', () => {
  const kept = async (key: string) => {
    const { db } = api.storage;
    const market = api.gateway.journal.market.id;
    const applicant = await makePerson(db);
    const content = { ...CONTENT, name: `Dies ${key}`, role: 'member' } as const;
    const application = await beginApplication(db, { market, applicant, participant: null, content });
    await moveApplication(db, application, ['draft'], {
      state: 'accredited',
      submitted: new Date(),
      due: '2026-12-01',
    });
    const command = {
      kind: 'accredit',
      role: 1,
      resident: 0,
      country: 246,
      region: 0,
      group: 0,
      sellSections: 1,
      buySections: 0,
      expiryDay: 60_000,
    } as const;
    const act = {
      kind: 'accredit',
      by: SYSTEM,
      application,
      since: '2026-01-01',
      until: '2026-12-31',
      command,
    } as const;
    await keepAct(db, market, { key, act });
    return { application, command };
  };
  const rows = (application: number) =>
    api.storage.db
      .selectFrom('office_accreditation')
      .select('participant')
      .where('application', '=', application)
      .execute();

  test.each([
    ['after the command', true],
    ['before it', false],
  ])('%s leaves to the next one to write them, once', async (key, isSent) => {
    const { application, command } = await kept(key);
    const before = api.gateway.market.participants.rows;
    if (isSent)
      await api.gateway.submit(
        { role: 'operator', trader: 0, participant: 0 },
        [command],
        `accreditation ${key}`,
      );
    const desk = new AccreditationDesk(api.storage.db, api.gateway, new Identities(people, api.gateway));
    await desk.finishWaiting();
    await desk.finishWaiting();
    expect(await rows(application)).toEqual([{ participant: before }]);
    expect(api.gateway.market.participants.rows).toBe(before + 1);
  });
});
