/** Numbers in the command line's messages, which are English. */

/** '1 row', '1,200 rows'. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** '512 bytes', '1.3 kB', '20 MB'. */
export function size(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), UNITS.length - 1);
  const number = bytes / 1000 ** step;
  return `${number.toLocaleString('en', { maximumFractionDigits: number < 10 && step > 0 ? 1 : 0 })} ${UNITS[step]}`;
}
