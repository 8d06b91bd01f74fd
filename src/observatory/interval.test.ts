import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, type Decimal, decimal, multiply, negate, toText } from '#base/decimal.ts';
import {
  contains,
  FORMS,
  type Form,
  type Fraction,
  fractionValue,
  type Implied,
  type Interval,
  implied,
  lastPlace,
  meet,
  minus,
  plus,
  type Rule,
  show,
  WORDINGS,
  type Wording,
} from './interval.ts';
import type { Unit } from './measure.ts';

function read(
  value: string,
  wording: Wording,
  unitKind: Unit['kind'],
  form: Form = 'level',
  step?: string,
): Implied {
  return implied({ value: decimal(value), wording, form, unitKind, step: step ? decimal(step) : null });
}

interface Case {
  printed: string;
  value: string;
  wording: Wording;
  unit: Unit['kind'];
  form?: Form;
  step?: string;
  interval: string;
  arithmetic?: string;
  rule: Rule;
}

// The rules as a reader of figures would check them.
const CASES: readonly Case[] = [
  {
    printed: '107.5 million dollars',
    value: '107500000',
    wording: 'exact',
    unit: 'currency',
    interval: '[107450000, 107550000]',
    rule: 'rounded',
  },
  {
    printed: '19.5 million dollars',
    value: '19500000',
    wording: 'exact',
    unit: 'currency',
    interval: '[19450000, 19550000]',
    rule: 'rounded',
  },
  {
    printed: '2,600 tonnes',
    value: '2600',
    wording: 'exact',
    unit: 'mass',
    interval: '[2550, 2650]',
    rule: 'rounded',
  },
  {
    printed: '12 million exactly to the thousand',
    value: '12000000',
    wording: 'exact',
    unit: 'currency',
    step: '1000',
    interval: '[11999500, 12000500]',
    rule: 'rounded',
  },
  {
    printed: '81 residents',
    value: '81',
    wording: 'exact',
    unit: 'count',
    interval: '[81, 81]',
    rule: 'point',
  },
  {
    printed: '800 agreements',
    value: '800',
    wording: 'exact',
    unit: 'count',
    interval: '[800, 800]',
    rule: 'point',
  },
  {
    printed: '800 agreements, to the hundred',
    value: '800',
    wording: 'exact',
    unit: 'count',
    step: '100',
    interval: '[750, 850]',
    rule: 'rounded',
  },
  {
    printed: 'about 137,000 people',
    value: '137000',
    wording: 'about',
    unit: 'count',
    interval: '[136000, 138000]',
    rule: 'about',
  },
  {
    printed: 'about 5 million tonnes',
    value: '5000000',
    wording: 'about',
    unit: 'mass',
    interval: '[4000000, 6000000]',
    rule: 'about',
  },
  {
    printed: 'more than 53 million dollars',
    value: '53000000',
    wording: 'more_than',
    unit: 'currency',
    interval: '(53000000, ∞)',
    arithmetic: '(53000000, 54000000]',
    rule: 'more-than',
  },
  {
    printed: 'more than 800 agreements',
    value: '800',
    wording: 'more_than',
    unit: 'count',
    interval: '(800, ∞)',
    arithmetic: '(800, 900]',
    rule: 'more-than',
  },
  {
    printed: 'at least three times',
    value: '3',
    wording: 'at_least',
    unit: 'share',
    form: 'ratio',
    interval: '[3, ∞)',
    arithmetic: '[3, 4]',
    rule: 'at-least',
  },
  {
    printed: 'almost 40 million',
    value: '40000000',
    wording: 'almost',
    unit: 'currency',
    interval: '(30000000, 40000000)',
    rule: 'almost',
  },
  {
    printed: 'almost 7 billion dollars',
    value: '7000000000',
    wording: 'almost',
    unit: 'currency',
    interval: '(6000000000, 7000000000)',
    rule: 'almost',
  },
  {
    printed: 'up to 100 companies',
    value: '100',
    wording: 'up_to',
    unit: 'count',
    interval: '[0, 100]',
    rule: 'up-to',
  },
  {
    printed: '2.5 times',
    value: '2.5',
    wording: 'exact',
    unit: 'share',
    form: 'ratio',
    interval: '[2.45, 2.55]',
    rule: 'rounded',
  },
  {
    printed: '5.0 %',
    value: '5.0',
    wording: 'exact',
    unit: 'share',
    form: 'percent',
    interval: '[4.95, 5.05]',
    rule: 'rounded',
  },
  {
    printed: '5 %',
    value: '5',
    wording: 'exact',
    unit: 'share',
    form: 'percent',
    interval: '[4.5, 5.5]',
    rule: 'rounded',
  },
  {
    printed: 'fell by 3.2 %',
    value: '-3.2',
    wording: 'exact',
    unit: 'share',
    form: 'percent',
    interval: '[-3.25, -3.15]',
    rule: 'rounded',
  },
  {
    printed: 'a deficit of more than 20 million',
    value: '-20000000',
    wording: 'more_than',
    unit: 'currency',
    interval: '(-∞, -20000000)',
    arithmetic: '[-30000000, -20000000)',
    rule: 'more-than',
  },
  {
    printed: 'a deficit of up to 20 million',
    value: '-20000000',
    wording: 'up_to',
    unit: 'currency',
    interval: '[-20000000, 0]',
    rule: 'up-to',
  },
  {
    printed: 'a fall of almost 5 %',
    value: '-5',
    wording: 'almost',
    unit: 'share',
    form: 'percent',
    interval: '(-5, -4)',
    rule: 'almost',
  },
  {
    printed: 'third place',
    value: '3',
    wording: 'exact',
    unit: 'order',
    form: 'rank',
    interval: '[3, 3]',
    rule: 'point',
  },
  {
    printed: 'in 1996',
    value: '1996',
    wording: 'exact',
    unit: 'order',
    interval: '[1996, 1996]',
    rule: 'point',
  },
  {
    printed: 'nothing exported',
    value: '0',
    wording: 'exact',
    unit: 'currency',
    interval: '[0, 0]',
    rule: 'point',
  },
  {
    printed: '0.0 %',
    value: '0.0',
    wording: 'exact',
    unit: 'share',
    form: 'percent',
    interval: '[-0.05, 0.05]',
    rule: 'rounded',
  },
  {
    printed: '98 % of output',
    value: '98',
    wording: 'about',
    unit: 'share',
    form: 'share',
    interval: '[97, 99]',
    rule: 'about',
  },
];

describe('the table of rules', () => {
  test.each(CASES)('$printed', ({ value, wording, unit, form, step, interval, arithmetic, rule }) => {
    const found = read(value, wording, unit, form, step);
    expect(show(found.interval)).toBe(interval);
    expect(show(found.arithmetic)).toBe(arithmetic ?? interval);
    expect(found.rule).toBe(rule);
  });
});

test.each<[string, Fraction, Form, Wording, string]>([
  ['a third', [1, 3], 'share', 'exact', '[32, 35]'],
  ['a third as a ratio', [1, 3], 'ratio', 'exact', '[0.32, 0.35]'],
  ['about a third', [1, 3], 'share', 'about', '[30.6667, 36.6667]'],
  ['almost a half', [1, 2], 'share', 'almost', '(46, 50)'],
  ['more than a quarter', [1, 4], 'percent', 'more_than', '(25, ∞)'],
  ['two thirds', [2, 3], 'share', 'exact', '[64, 70]'],
])('a fraction in words: %s', (_words, fraction, form, wording, interval) => {
  const found = implied({ value: fractionValue(fraction, form), fraction, form, wording, unitKind: 'share' });
  expect(show(found.interval)).toBe(interval);
  expect(found.rule).toBe('fraction');
});

test('the step is the place of the last digit that counts', () => {
  const places = {
    '2600': '100',
    '19500000': '100000',
    '19.5': '0.1',
    '5.0': '0.1',
    '7': '1',
    '0': '1',
    '-800': '100',
  };
  for (const [value, place] of Object.entries(places)) expect(toText(lastPlace(decimal(value)))).toBe(place);
});

const magnitude = fc.oneof(
  fc.bigInt({ min: 0n, max: 10n ** 13n }).map((coefficient) => ({ coefficient, scale: 0 })),
  fc
    .tuple(fc.bigInt({ min: 0n, max: 10n ** 6n }), fc.integer({ min: 1, max: 4 }))
    .map(([coefficient, scale]) => ({ coefficient, scale })),
);
const value = fc.tuple(magnitude, fc.boolean()).map(([v, negative]) => (negative ? negate(v) : v));
const reading = fc.record({
  value,
  wording: fc.constantFrom(...WORDINGS),
  form: fc.constantFrom(...FORMS),
  unitKind: fc.constantFrom<Unit['kind']>('currency', 'count', 'mass', 'share'),
  step: fc.constantFrom(null, decimal('1'), decimal('0.5'), decimal('1000')),
});
const bound = fc.option(value, { nil: null });
const anyInterval: fc.Arbitrary<Interval> = fc
  .tuple(bound, bound, fc.boolean(), fc.boolean())
  .map(([a, b, lowOpen, highOpen]) => {
    const [low, high] = a && b && compare(a, b) > 0 ? [b, a] : [a, b];
    const point = low !== null && high !== null && compare(low, high) === 0;
    return {
      low,
      high,
      lowOpen: low === null || (lowOpen && !point),
      highOpen: high === null || (highOpen && !point),
    };
  });

/** Whether every number of `inner` is in `outer`. */
function within(inner: Interval, outer: Interval): boolean {
  const low =
    outer.low === null ||
    (inner.low !== null &&
      (compare(inner.low, outer.low) > 0 ||
        (compare(inner.low, outer.low) === 0 && (inner.lowOpen || !outer.lowOpen))));
  const high =
    outer.high === null ||
    (inner.high !== null &&
      (compare(inner.high, outer.high) < 0 ||
        (compare(inner.high, outer.high) === 0 && (inner.highOpen || !outer.highOpen))));
  return low && high;
}

describe('whatever is printed', () => {
  test('the value lies in its interval, unless the wording excludes it', () => {
    fc.assert(
      fc.property(reading, (r) => {
        const excluded = r.wording === 'more_than' || r.wording === 'almost';
        const zero = r.value.coefficient === 0n;
        expect(contains(implied(r).interval, r.value)).toBe(!excluded);
        if (!zero) expect(contains(implied({ ...r, wording: 'about' }).interval, r.value)).toBe(true);
      }),
    );
  });

  test('arithmetic never reaches beyond ordering, and always ends', () => {
    fc.assert(
      fc.property(reading, (r) => {
        const { interval, arithmetic } = implied(r);
        expect(within(arithmetic, interval)).toBe(true);
        expect(arithmetic.low).not.toBeNull();
        expect(arithmetic.high).not.toBeNull();
      }),
    );
  });

  test('about is wider than exact, exact wider than nothing', () => {
    fc.assert(
      fc.property(reading, (r) => {
        const exact = implied({ ...r, wording: 'exact' }).interval;
        const about = implied({ ...r, wording: 'about' }).interval;
        expect(within(exact, about)).toBe(true);
        expect(compare(exact.low as Decimal, exact.high as Decimal)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('a thousand times the value and the step is a thousand times the interval', () => {
    const thousand = decimal('1000');
    const scale = (d: Decimal | null): string => (d === null ? '∞' : toText(multiply(d, thousand)));
    fc.assert(
      fc.property(
        reading.filter(({ value: v, form }) => v.coefficient !== 0n && v.scale === 0 && form !== 'rank'),
        (r) => {
          const big = implied({
            ...r,
            value: multiply(r.value, thousand),
            step: r.step && multiply(r.step, thousand),
          }).interval;
          const small = implied(r).interval;
          expect([big.low, big.high].map((d) => (d === null ? '∞' : toText(d)))).toEqual(
            [small.low, small.high].map(scale),
          );
        },
      ),
    );
  });

  test('the negative value has the mirror image', () => {
    fc.assert(
      fc.property(
        reading.filter(({ value: v }) => v.coefficient !== 0n),
        (r) => {
          const mirrored = implied({ ...r, value: negate(r.value) });
          expect(show(mirrored.interval)).toBe(show(minus(implied(r).interval)));
          expect(mirrored.rule).toBe(implied(r).rule);
        },
      ),
    );
  });

  test('of two exact values with one step the greater never has the lower bounds', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [x, y] = [a, b].map(
          (v) =>
            implied({
              value: v,
              wording: 'exact',
              form: 'level',
              unitKind: 'currency',
              step: decimal('1000'),
            }).interval,
        ) as [Interval, Interval];
        expect(compare(x.low as Decimal, y.low as Decimal) + 0).toBe(compare(a, b) + 0);
        expect(compare(x.high as Decimal, y.high as Decimal) + 0).toBe(compare(a, b) + 0);
      }),
    );
  });
});

describe('intervals', () => {
  test('meeting is mutual, and each meets itself', () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, (a, b) => {
        expect(meet(a, b)).toBe(meet(b, a));
        expect(meet(a, a)).toBe(true);
      }),
    );
  });

  test('they meet exactly when zero lies in their difference', () => {
    const zero = decimal('0');
    fc.assert(
      fc.property(anyInterval, anyInterval, (a, b) => {
        expect(meet(a, b)).toBe(contains(plus(a, minus(b)), zero));
      }),
    );
  });

  test('those that only touch at an open end do not meet', () => {
    const [low, high] = [decimal('1'), decimal('2')];
    const left = { low, high, lowOpen: false, highOpen: true };
    const right = { low: high, high: decimal('3'), lowOpen: false, highOpen: false };
    expect(meet(left, right)).toBe(false);
    expect(meet({ ...left, highOpen: false }, right)).toBe(true);
  });

  test('a sum holds the sum of any two members', () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, value, value, (a, b, x, y) => {
        fc.pre(contains(a, x) && contains(b, y));
        expect(contains(plus(a, b), plusOf(x, y))).toBe(true);
      }),
    );
  });
});

function plusOf(x: Decimal, y: Decimal): Decimal {
  const point = (d: Decimal): Interval => ({ low: d, high: d, lowOpen: false, highOpen: false });
  return plus(point(x), point(y)).low as Decimal;
}
