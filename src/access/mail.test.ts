/** Mail: an outbox without a server, sent with one, kept until it can be sent. */
import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Failure } from '#base/failure.ts';
import { LANGUAGES } from '#base/language.ts';
import type { Storage } from '#storage/database.ts';
import { testStorage } from '../../tests/support/database.ts';
import { openMailer, openSmtp } from './mail.ts';
import { mailText } from './mail-texts.ts';

let storage: Storage;
beforeAll(async () => {
  storage = await testStorage();
});
afterAll(() => storage.close());

const TO = { name: 'Nina', email: 'nina@example.org', language: 'ru' };
const LINK = 'http://localhost/account/password?token=abc';
const rows = () => storage.db.selectFrom('mail').selectAll().orderBy('id').execute();

/** As much of a mail server as a mail needs (RFC 5321). Gives what it was told. */
async function mailServer(refuses = false): Promise<{ server: Server; port: number; told: string[] }> {
  const told: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 test\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
        told.push(line);
        if (inData) {
          if (line === '.') {
            inData = false;
            socket.write('250 taken\r\n');
          }
        } else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else if (refuses && /^MAIL/i.test(line)) socket.write('451 not now\r\n');
        else socket.write('250 ok\r\n');
      }
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, told, port: typeof address === 'object' && address ? address.port : 0 };
}

test('without a server it lies in the outbox with its text, in the language of the person', async () => {
  const mailer = openMailer(storage.db, null);
  await mailer.write('reset', TO, LINK);
  expect(await rows()).toMatchObject([
    { recipient: 'nina@example.org', language: 'ru', subject: 'Задайте новый пароль', sent: null },
  ]);
  expect((await rows())[0]?.body).toContain(LINK);
  await mailer.close();
});

test('what a server refuses is kept with the reason, and sent by another; its text is then dropped', async () => {
  const refusing = await mailServer(true);
  const first = openMailer(storage.db, `smtp://127.0.0.1:${refusing.port}?from=kirmash@example.org`);
  expect(await first.flush()).toBe(0);
  expect((await rows())[0]).toMatchObject({ sent: null, failure: expect.stringContaining('451') });
  await first.close();
  refusing.server.close();

  const taking = await mailServer();
  const second = openMailer(
    storage.db,
    `smtp://127.0.0.1:${taking.port}?from=Kirmash%20<kirmash@example.org>`,
  );
  expect(await second.flush()).toBe(1);
  expect((await rows())[0]).toMatchObject({ body: null, failure: null, sent: expect.any(Date) });
  expect(taking.told).toContain('RCPT TO:<nina@example.org>');
  expect(taking.told.join('\n')).toMatch(/^From: Kirmash <kirmash@example\.org>$/m);
  expect(await second.flush()).toBe(0);
  await second.close();
  taking.server.close();
});

test.each([
  'mail.example.org',
  'smtp://mail.example.org',
  'http://mail.example.org?from=a@b',
  'smtp://h?from=nobody',
])('SMTP_URL is refused where it cannot work: %s', (url) => {
  expect(() => openSmtp(url)).toThrow(Failure);
});

test('every kind of mail says its link and its name in every language, and no two languages say the same', () => {
  for (const kind of ['verify', 'reset', 'invitation', 'known', 'password-changed', 'locked-out'] as const) {
    const texts = LANGUAGES.map((language) => mailText(kind, language, { name: 'Nina $& Co', link: LINK }));
    for (const { body } of texts) {
      expect(body).toContain(LINK);
      expect(body).toContain('Nina $& Co');
    }
    expect(new Set(texts.map(({ subject }) => subject)).size).toBe(LANGUAGES.length);
  }
});
