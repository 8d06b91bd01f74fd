import { expect, it } from 'vitest';
import { type Partner, radius, ranked, weight } from './partners.ts';

function partner(name: string, turnover: string | null, agreements: number, unit = 'USD'): Partner {
  const figure = { value: turnover, unit, form: 'level' } as Partner['turnover'];
  return {
    ref: { id: name, kind: 'country', name },
    iso: null,
    point: null,
    turnover: turnover === null ? null : figure,
    agreements,
    relations: 0,
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const names = (partners: Partner[]): string => partners.map(({ ref }) => ref.name).join(' ');

it('ranks by the chosen weight, unknown turnover last and not as zero', () => {
  const all = [partner('a', null, 3), partner('b', '5', 0), partner('c', '70', 1), partner('d', null, 9)];
  expect(names(ranked(all, 'turnover', order))).toBe('c b d a');
  expect(names(ranked(all, 'agreements', order))).toBe('d a c b');
});

it('does not compare turnovers in different currencies', () => {
  expect(weight(partner('a', '5000', 0, 'RUB'), 'turnover')).toBeNull();
});

it('draws areas, not radii, in proportion', () => {
  expect(radius(100, 100, 20, 3)).toBe(20);
  expect(radius(25, 100, 20, 3)).toBe(10);
  expect(radius(0, 100, 20, 3)).toBe(3);
  expect(radius(null, 100, 20, 3)).toBe(3);
});
