import type { Messages } from './keys.ts';

/** Takes the files of one language by path; gives them as one tree by section. The test proves them complete. */
export function collect(files: Readonly<Record<string, object>>): Messages {
  const sections: Record<string, object> = {};
  for (const [path, section] of Object.entries(files)) {
    const name = /([\w-]+)\.json$/.exec(path)?.[1];
    if (name) sections[name] = section;
  }
  return sections as unknown as Messages;
}
