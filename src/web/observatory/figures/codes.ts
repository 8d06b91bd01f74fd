/** Codes of figures in words: forms, kinds, verdicts of the conflict check. */
import type { TFunction } from 'i18next';

export const CODES = {
  form: ['level', 'percent', 'ratio', 'difference', 'share', 'rank'],
  kind: ['actual', 'target', 'forecast', 'capacity'],
  conflict: ['fails', 'holds', 'cannot_tell'],
  match: ['exact', 'overlap', 'within'],
} as const;

type Codes = typeof CODES;

function isCode<Name extends keyof Codes>(name: Name, code: string): code is Codes[Name][number] {
  return (CODES[name] as readonly string[]).includes(code);
}

/** Gives the word for a code; the code itself where a newer server knows one that these pages don't. */
export function codeText(name: keyof Codes, code: string, t: TFunction): string {
  if (name === 'form' && isCode('form', code)) return t(`lists.form.${code}`);
  if (name === 'kind' && isCode('kind', code)) return t(`lists.kind.${code}`);
  if (name === 'conflict' && isCode('conflict', code)) return t(`lists.conflict.${code}`);
  if (name === 'match' && isCode('match', code)) return t(`lists.match.${code}`);
  return code;
}
