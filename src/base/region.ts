/**
 * The market knows countries and regions as whole numbers. A country is its number in ISO 3166-1; a region is reckoned
 * from that and the letters or digits after the hyphen of its ISO 3166-2 code, so that it needs no table and never changes.
 */

/** Letters, digits, and 'no more characters'. */
const SIGNS = 37;
const CODE = /^[A-Z]{2}-([A-Z0-9]{1,3})$/;

/** The market's number of a region: takes its country's number and its code ('RU-PSK'); 0 for what is no such code. */
export function regionNumber(country: number, code: string): number {
  const signs = CODE.exec(code)?.[1];
  if (signs === undefined) return 0;
  let number = country;
  for (let index = 0; index < 3; index += 1) {
    const sign = signs[index];
    number = number * SIGNS + (sign === undefined ? 0 : Number.parseInt(sign, 36) + 1);
  }
  return number;
}

/** The code of a region's number without its country ('PSK'); null for what is no such number. */
export function regionSigns(number: number): string | null {
  let rest = number;
  let signs = '';
  for (let index = 0; index < 3; index += 1) {
    const sign = rest % SIGNS;
    rest = Math.floor(rest / SIGNS);
    if (sign > 0) signs = (sign - 1).toString(36).toUpperCase() + signs;
  }
  return signs === '' || rest === 0 ? null : signs;
}
