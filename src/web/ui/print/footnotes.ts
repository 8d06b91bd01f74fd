/** The sources of a page as footnotes, numbered in the order in which the page first names them. */
import type { Citation } from '#wire/common.ts';

export interface Footnote {
  readonly number: number;
  readonly source: string;
  readonly name: string;
  /** Places in the source that the page cites. */
  readonly locators: readonly string[];
}

/** Takes the citations of a page in reading order; gives one footnote a source, near sources included. */
export function footnotesOf(citations: readonly Citation[]): Footnote[] {
  const names = new Map<string, string>();
  const locators = new Map<string, Set<string>>();
  const add = (id: string, name: string, locator: string): void => {
    names.set(id, names.get(id) ?? name);
    const found = locators.get(id) ?? new Set<string>();
    if (locator !== '') found.add(locator);
    locators.set(id, found);
  };
  for (const { source, sourceName, locator, near } of citations) {
    add(source, sourceName, locator);
    if (near !== null) add(near.id, near.name, '');
  }
  return [...names].map(([source, name], at) => ({
    number: at + 1,
    source,
    name,
    locators: [...(locators.get(source) ?? [])],
  }));
}
