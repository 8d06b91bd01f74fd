import { describe, expect, it } from 'vitest';
import { sampleFigure } from '../samples.ts';
import { compareDecimals } from '../table/decimal-order.ts';
import { verdictOf } from './verdict.ts';

describe('verdict of two figures', () => {
  it('agrees when the intervals meet, whatever the printed values', () => {
    const almost110 = sampleFigure({
      value: '110000000',
      low: '100000000',
      high: '110000000',
      highOpen: true,
    });
    expect(verdictOf(sampleFigure(), almost110)).toBe('agrees');
  });

  it('contradicts when they do not meet, also at an end that belongs to neither', () => {
    const moreThan111 = sampleFigure({ low: '111000000', high: null, lowOpen: true, highOpen: true });
    const upTo111 = sampleFigure({ low: null, high: '111000000', lowOpen: true });
    expect(verdictOf(sampleFigure(), moreThan111)).toBe('contradicts');
    expect(verdictOf(moreThan111, sampleFigure())).toBe('contradicts');
    expect(verdictOf(upTo111, moreThan111)).toBe('contradicts');
    expect(verdictOf(upTo111, sampleFigure({ low: '111000000', high: '112000000' }))).toBe('agrees');
  });

  it('compares only like with like', () => {
    expect(verdictOf(sampleFigure(), sampleFigure({ form: 'percent' }))).toBe('notComparable');
    expect(verdictOf(sampleFigure(), sampleFigure({ kind: 'target' }))).toBe('notComparable');
    expect(verdictOf(sampleFigure(), sampleFigure({ value: null }))).toBe('notComparable');
  });
});

it('decimals are compared exactly', () => {
  expect(compareDecimals('0.3', '0.30')).toBe(0);
  expect(compareDecimals('-2', '-1.5')).toBe(-1);
  expect(compareDecimals('10000000000000000000.1', '10000000000000000000.05')).toBe(1);
});
