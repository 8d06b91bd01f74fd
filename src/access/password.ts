/**
 * Hashes of passwords: Argon2id (RFC 9106) with the parameters that OWASP asks for at least, 19 MiB and two passes,
 * computed off the main thread, where the market runs. Kept in the usual text form, which names its parameters, so
 * that they can be raised and old hashes still be checked.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const MEMORY_KIB = 19_456;
const PASSES = 2;
const PARALLELISM = 1;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** More than that is not one of ours, and would take the server's memory. */
const MOST_MEMORY_KIB = 1_048_576;

const derive = promisify(argon2);

const TEXT =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,128})$/;

const bare = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** Hashes a password with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const hash = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce,
    parallelism: PARALLELISM,
    tagLength: HASH_BYTES,
    memory: MEMORY_KIB,
    passes: PASSES,
  });
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${PARALLELISM}$${bare(nonce)}$${bare(Buffer.from(hash))}`;
}

/** Is this the password of a hash? False, too, for what is no hash. */
export async function isPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, memory, passes, parallelism, salt, kept] = TEXT.exec(hash) ?? [];
  if (salt === undefined || kept === undefined || Number(memory) > MOST_MEMORY_KIB) return false;
  const wanted = Buffer.from(kept, 'base64');
  const found = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
    parallelism: Number(parallelism),
    tagLength: wanted.length,
    memory: Number(memory),
    passes: Number(passes),
  });
  return timingSafeEqual(Buffer.from(found), wanted);
}
