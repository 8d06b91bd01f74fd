import { expect, it } from 'vitest';
import { placeNames } from './names.ts';

const point = (id: string, x: number, y: number, r = 3) => ({ id, name: 'Name of it', x, y, r });

it('writes a name beside its point, on the side that has room', () => {
  const names = placeNames([point('a', 100, 50), point('b', 290, 50)], 300);
  expect(names.get('a')).toEqual({ x: 107, side: 'start' });
  expect(names.get('b')?.side).toBe('end');
});

it('leaves out the name of the less important where both do not fit', () => {
  const names = placeNames([point('a', 140, 50), point('b', 144, 52), point('c', 141, 55)], 300);
  expect([...names.keys()]).toEqual(['a', 'b']);
});

it('covers no other point', () => {
  const names = placeNames([point('a', 100, 50), point('b', 120, 50)], 300);
  expect(names.get('a')?.side).toBe('end');
  expect(names.get('b')?.side).toBe('start');
});

it('writes into a large bubble', () => {
  expect(placeNames([point('a', 150, 50, 40)], 300).get('a')).toEqual({ x: 150, side: 'middle' });
});
