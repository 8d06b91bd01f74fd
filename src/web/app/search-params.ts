/**
 * Addresses carry plain words ('?kind=city,region&from=2021-01'), never quoted or encoded JSON, so that people can
 * read and write them. Every value is a string; lists are joined by commas as in the API.
 */

/** Reads what stands behind the question mark. */
export function parseSearch(search: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(search)) if (value !== '') found[name] = value;
  return found;
}

/** Writes it again; what is undefined or empty is left out, and commas and colons stay readable. */
export function stringifySearch(search: Record<string, unknown>): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') written.set(name, value);
    else if (typeof value === 'number' || value === true) written.set(name, String(value));
  }
  const text = written.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

/** Gives a validator that lets through the named parameters where they are texts and drops all others. */
export function texts<const Name extends string>(...names: readonly Name[]) {
  return (search: Record<string, unknown>): { [N in Name]?: string | undefined } => {
    const found: { [N in Name]?: string | undefined } = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value !== '') found[name] = value.slice(0, 500);
    }
    return found;
  };
}

/** Takes 'a,b' and gives ['a', 'b']. */
export function listed(value: string | undefined): string[] {
  return value === undefined || value === '' ? [] : value.split(',');
}

/** Takes ['a', 'b'] and gives 'a,b'; undefined for none, so that the parameter disappears. */
export function joined(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(',');
}
