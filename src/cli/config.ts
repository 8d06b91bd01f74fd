/** Configuration: read from the environment here and nowhere else, and printed by `kirmash --help`. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Config {
  port: number;
  host: string;
  /** The data folder. */
  home: string;
  /** The data folder was not chosen by the user. */
  homeIsStandard: boolean;
  /** Any PostgreSQL from 16 on; null: the embedded server in the data folder. */
  databaseUrl: string | null;
  /** Where people reach Kirmash, without a slash at the end; null: where it listens. */
  publicUrl: string | null;
  /** The server that sends mail; null: mail stays in the outbox. */
  smtpUrl: string | null;
}

export const VARIABLES = [
  { name: 'PORT', default: '4000', meaning: 'port of the web server; 0: any free one' },
  { name: 'HOST', default: '127.0.0.1', meaning: 'address it listens on; loopback unless set' },
  { name: 'KIRMASH_HOME', default: '~/.kirmash', meaning: 'data folder of the embedded database' },
  {
    name: 'DATABASE_URL',
    default: '',
    meaning: 'PostgreSQL 16 or newer with pg_trgm and unaccent; embedded unless set',
  },
  {
    name: 'PUBLIC_URL',
    default: '',
    meaning: 'where people reach it through a proxy on this machine: https://example.org',
  },
  {
    name: 'SMTP_URL',
    default: '',
    meaning: 'mail server: smtp://user:password@host:587?from=kirmash@example.org; an outbox unless set',
  },
] as const;

/** A setting that can't be used; the message says which and why. */
export class ConfigError extends Error {}

/** Reads the configuration. Errors: ConfigError. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const portText = environment.PORT || '4000';
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port > 65535) {
    throw new ConfigError(`PORT is '${portText}': give a number from 0 to 65535.`);
  }
  return {
    port,
    host: environment.HOST || '127.0.0.1',
    home: resolve(environment.KIRMASH_HOME || join(homedir(), '.kirmash')),
    homeIsStandard: !environment.KIRMASH_HOME,
    databaseUrl: environment.DATABASE_URL || null,
    publicUrl: environment.PUBLIC_URL ? originOf(environment.PUBLIC_URL) : null,
    smtpUrl: environment.SMTP_URL || null,
  };
}

/** Errors: ConfigError for what is not the address of a site without a path. */
function originOf(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username)
    throw new ConfigError(`PUBLIC_URL is '${text}': give the address of a site, as https://example.org.`);
  return url.origin;
}

/** Where people reach Kirmash, for the links in mail. */
export function publicUrlOf({ publicUrl, host, port }: Config): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return publicUrl ?? `http://${/^(0\.0\.0\.0|\[::\])$/.test(name) ? 'localhost' : name}:${port}`;
}
