import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

test('a password is its own hash’s and no other’s; equal ones have different hashes', async () => {
  const [hash, again] = [await hashPassword('a forest of pines'), await hashPassword('a forest of pines')];
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(again).not.toBe(hash);
  expect(await isPassword({ hash, password: 'a forest of pines' })).toBe(true);
  expect(await isPassword({ hash, password: 'a forest of pine' })).toBe(false);
});

test('one letter typed in two ways is one letter', async () => {
  const hash = await hashPassword('Краснаўская'.normalize('NFD'));
  expect(await isPassword({ hash, password: 'Краснаўская'.normalize('NFC') })).toBe(true);
});

test('a hash made with other parameters, by another program, is checked by its own', async () => {
  // argon2 of the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
  const hash = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  expect(await isPassword({ hash, password: 'password' })).toBe(true);
});

test.each([
  '',
  'plain',
  '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
])('what is no hash is nobody’s password: %s', async (hash) => {
  expect(await isPassword({ hash, password: hash })).toBe(false);
});
