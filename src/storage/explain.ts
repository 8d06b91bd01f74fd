/** Turns errors of the file system and of PostgreSQL into one sentence for the person who can mend the cause. */
import { Failure } from '#base/failure.ts';

const FILE_REASONS: { readonly [code: string]: string } = {
  EACCES: 'this user has no right to',
  EPERM: 'the system does not permit it',
  EROFS: 'it lies on a read-only file system',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a file of that name is in the way',
  ENOENT: 'a part of its path does not exist and can not be made',
  ENOSPC: 'the disk is full',
  EDQUOT: "this user's disk quota is used up",
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
};

/** Gives a Failure that begins with `what` and says why; null if the error is none of the file system's. */
export function explainFileError(error: unknown, what: string): Failure | null {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const reason = code === undefined ? undefined : FILE_REASONS[code];
  return reason === undefined ? null : new Failure(`${what}: ${reason}.`, { cause: error });
}

/** Takes a connection URL; gives it without its password, for messages. */
export function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    if (parsed.password) parsed.password = '***';
    parsed.search = '';
    return parsed.href;
  } catch {
    return 'DATABASE_URL';
  }
}

interface PostgresError {
  code?: string;
  message?: string;
  errors?: unknown[];
}

type Reason = (message: string) => string;

const POSTGRES_REASONS: { readonly [code: string]: Reason } = {
  ECONNREFUSED: () => 'nothing answers there; look whether the server runs, and whether the port is right',
  ECONNRESET: () => 'the server closed the connection',
  ENOTFOUND: () => 'there is no such host',
  EAI_AGAIN: () => 'the host name could not be looked up',
  ETIMEDOUT: () => 'no answer in time',
  EHOSTUNREACH: () => 'the host can not be reached',
  ENETUNREACH: () => 'the network can not be reached',
  '28P01': () => 'it refuses the user name or the password',
  '28000': (message) => `it refuses the user: ${message}`,
  '3D000': (message) => `${message}; create it first (createdb), as UTF-8`,
  '42501': (message) => `the user lacks a right: ${message}`,
  '25006': () => 'it is read-only (a standby?)',
  '53100': () => 'the disk is full; make room and start again, nothing that was confirmed is lost',
  '53200': () => 'the server is out of memory',
  '53300': () => 'the server has no free connection',
  '57P01': () => 'the server was shut down',
  '57P02': () => 'the server crashed',
  '57P03': () => 'the server is starting up or shutting down; try again in a moment',
};

/** Gives a Failure that names the database and the reason; null if the error tells of no such thing. */
export function explainDatabaseError(error: unknown, place: string): Failure | null {
  if (error instanceof Failure) return error;
  const { code, message = '', errors } = (error ?? {}) as PostgresError;
  // A host with several addresses gives one error for each.
  if (errors?.[0] !== undefined && code === undefined) return explainDatabaseError(errors[0], place);
  const reason = code === undefined ? undefined : POSTGRES_REASONS[code];
  if (reason) return new Failure(`${place} can't be used: ${reason(message)}.`, { cause: error });
  if (/timeout expired|connection timeout|terminated due to/i.test(message)) {
    return new Failure(`${place} can't be used: no answer in time.`, { cause: error });
  }
  if (/Connection terminated unexpectedly/i.test(message)) {
    return new Failure(`${place} can't be used: the connection was closed.`, { cause: error });
  }
  if (/SSL|TLS|certificate/i.test(message)) {
    return new Failure(`${place} can't be used: ${message.replace(/\.$/, '')}.`, { cause: error });
  }
  return null;
}
