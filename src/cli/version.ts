import { readFileSync } from 'node:fs';

/** What this program calls itself: 'kirmash 0.1.0'. */
export function programName(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { name, version } = JSON.parse(text) as { name: string; version: string };
  return `${name} ${version}`;
}
