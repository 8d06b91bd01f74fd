/** The interval of a figure, from and to the registry's columns. */
import { decimal, toText } from '#base/decimal.ts';
import { type Form, type Fraction, type Implied, implied, type Wording } from '#observatory/interval.ts';
import type { Unit } from '#observatory/measure.ts';

/** The columns of a figure that its interval follows from. */
export interface PrintedFigure {
  readonly value: string;
  readonly wording: string;
  readonly form: string;
  readonly step: string | null;
  readonly fraction: string | null;
}

export interface IntervalColumns {
  readonly low: string | null;
  readonly high: string | null;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

/** Reads '1/3'. */
export function parseFraction(written: string): Fraction {
  const [numerator, denominator] = written.split('/').map(Number);
  return [numerator as number, denominator as number];
}

/** Takes the columns of a figure with a value, and its unit; gives the intervals implied and the rule. */
export function impliedByFigure(figure: PrintedFigure, unit: Unit | undefined): Implied {
  return implied({
    value: decimal(figure.value),
    wording: figure.wording as Wording,
    form: figure.form as Form,
    unitKind: unit?.kind ?? 'count',
    step: figure.step === null ? null : decimal(figure.step),
    fraction: figure.fraction === null ? null : parseFraction(figure.fraction),
  });
}

/** Gives the ordering interval as columns. A figure without a value has none. */
export function intervalColumns(figure: PrintedFigure | null, unit: Unit | undefined): IntervalColumns {
  if (figure === null) return { low: null, high: null, lowOpen: false, highOpen: false };
  const { low, high, lowOpen, highOpen } = impliedByFigure(figure, unit).interval;
  return { low: low && toText(low), high: high && toText(high), lowOpen, highOpen };
}
