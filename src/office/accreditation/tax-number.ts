/**
 * Tax numbers by the form of their country: length, alphabet, and check digit where it has one. That a number is well
 * formed does not say that somebody has it: the officer looks it up in the country's register.
 */
import { stdnum } from 'stdnum';

export type TaxNumberOutcome = 'well-formed' | 'malformed' | 'unknown-form';

interface Form {
  validate(number: string): { isValid: boolean; isCompany?: boolean };
}

/** Weights of Kazakhstan's БИН (Government decree no. 406 of 22 May 2007): a second row where the first leaves 10. */
const BIN_WEIGHTS = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2],
] as const;

function isBin(number: string): boolean {
  if (!/^\d{12}$/.test(number)) return false;
  for (const weights of BIN_WEIGHTS) {
    const rest = weights.reduce((sum, weight, index) => sum + weight * Number(number[index]), 0) % 11;
    if (rest < 10) return rest === Number(number[11]);
  }
  return false;
}

/** Forms that the package does not have: Kazakhstan, and Uzbekistan's ИНН of nine digits. */
const OWN: { readonly [country: string]: (number: string) => boolean } = {
  KZ: isBin,
  UZ: (number) => /^[23]\d{8}$/.test(number),
};

/** Looks at a number as a company of that country would have it; spaces, dots and hyphens are passed over. */
export function checkTaxNumber(country: string, number: string): TaxNumberOutcome {
  const plain = number.replace(/[\s.\-/]/g, '').toUpperCase();
  const own = OWN[country];
  if (own !== undefined) return own(plain) ? 'well-formed' : 'malformed';
  const forms = (stdnum as { readonly [country: string]: { readonly [form: string]: Form } | undefined })[
    country
  ];
  if (forms === undefined) return 'unknown-form';
  const isFormed = Object.values(forms).some((form) => {
    const { isValid, isCompany } = form.validate(plain);
    return isValid && isCompany !== false;
  });
  return isFormed ? 'well-formed' : 'malformed';
}

/** The number without what only separates its parts: in which form two are compared. */
export function plainTaxNumber(number: string): string {
  return number.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase();
}
