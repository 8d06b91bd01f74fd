/** The interval of a figure, as the registry's columns hold it. */
import { decimal, toText } from '#base/decimal.ts';
import { type Form, implied, type Wording } from '#observatory/interval.ts';
import type { Unit } from '#observatory/measure.ts';

export interface FigureInterval {
  readonly low: string | null;
  readonly high: string | null;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

const NONE: FigureInterval = { low: null, high: null, lowOpen: false, highOpen: false };

/** Takes the columns that decide; gives the ordering interval. A figure without a value has none. */
export function figureInterval(figure: {
  readonly value: string | null;
  readonly wording: string;
  readonly form: string;
  readonly unit: Unit | undefined;
  readonly step: string | null;
}): FigureInterval {
  if (figure.value === null) return NONE;
  const { interval } = implied({
    value: decimal(figure.value),
    wording: figure.wording as Wording,
    form: figure.form as Form,
    unitKind: figure.unit?.kind ?? 'count',
    step: figure.step === null ? null : decimal(figure.step),
  });
  return {
    low: interval.low && toText(interval.low),
    high: interval.high && toText(interval.high),
    lowOpen: interval.lowOpen,
    highOpen: interval.highOpen,
  };
}
