/** A figure's doubt and the remarks of it, without saying the same thing twice. Pure. */
import type { RemarkOut } from '#wire/registry.ts';

/** So many letters that begin two texts alike make them two wordings of one thing. */
const ALIKE = 40;

function plain(text: string): string {
  return text
    .trim()
    .replace(/[\s.…]+$/u, '')
    .toLocaleLowerCase();
}

function beginsAlike(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length, ALIKE);
  return length > 0 && a.slice(0, length) === b.slice(0, length);
}

/**
 * Takes a figure's id, the doubt of its citation and its remarks; gives what of them is to be shown. A remark that says
 * the same as the doubt is left out, unless it is the graver or says more: then the doubt is.
 */
export function saidOnce(
  figure: string,
  doubt: string | null,
  remarks: readonly RemarkOut[],
): { doubt: string | null; remarks: readonly RemarkOut[] } {
  if (doubt === null) return { doubt, remarks };
  const said = plain(doubt);
  const same = remarks.filter(({ text, figures }) => {
    const worded = plain(text);
    return worded === said || (figures.every((id) => id === figure) && beginsAlike(worded, said));
  });
  const fuller = same.some(({ severity, text }) => severity !== 'doubt' || plain(text).length > said.length);
  return fuller
    ? { doubt: null, remarks }
    : { doubt, remarks: remarks.filter((remark) => !same.includes(remark)) };
}
