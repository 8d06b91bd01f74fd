/**
 * Fingerprints: what a record says, as 16 bytes. Two records of one data set have the same fingerprint exactly
 * when they say the same.
 *
 * Every field goes in with its length before it, so that no two different lists of fields give the same text
 * ('ab' + 'c' is not 'a' + 'bc'), and an absent field differs from an empty one. SHA-256, cut to 128 bits.
 */
import { hash } from 'node:crypto';
import type { NormalCite, NormalFigure, NormalRemark, NormalStatement, Unprinted } from './normal.ts';

export type Field = string | number | boolean | null;

/** Gives the fingerprint in hexadecimal, 32 digits. */
export function fingerprint(fields: readonly Field[]): string {
  let text = '';
  for (const field of fields) {
    if (field === null) text += '-;';
    else {
      const written = String(field);
      text += `${written.length}:${written};`;
    }
  }
  return hash('sha256', text, 'hex').slice(0, 32);
}

function cite(c: NormalCite): Field[] {
  return [c.source, c.locator, c.near, c.doubt];
}

export function statementFingerprint(s: Unprinted<NormalStatement>): string {
  const what = [s.entity, s.property, s.relation, s.value, s.state, s.lang, s.target] as const;
  return fingerprint([...what, s.qualifiers, s.valid, s.validInferred, s.rank, ...cite(s.cite)]);
}

/** The interval follows from the rest, so it is no part of what a figure says. */
export function figureFingerprint(f: Unprinted<NormalFigure>): string {
  const cell = [f.id, f.measure, f.area, f.partner, f.product, f.period, f.basis, f.ofWhat] as const;
  const said = [f.form, f.base, f.baseInferred, f.value, f.state, f.unit, f.step, f.fraction] as const;
  const about = [f.wording, f.kind, f.rank, f.reason, f.note, f.periodInferred, f.derived] as const;
  return fingerprint([...cell, ...said, ...about, ...cite(f.cite)]);
}

export function remarkFingerprint(r: Unprinted<NormalRemark>): string {
  return fingerprint([r.id, r.severity, r.text, r.entities.join(' '), r.figures.join(' '), ...cite(r.cite)]);
}
