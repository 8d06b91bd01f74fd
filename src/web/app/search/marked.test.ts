import { expect, it } from 'vitest';
import { cut } from './marked.tsx';

const shown = (text: string, marks: [number, number][]): string =>
  cut(text, marks)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

it('marks the matching words', () => {
  expect(shown('Grodno Region', [[0, 6]])).toBe('[Grodno] Region');
  expect(shown('Гродзенская вобласць', [[12, 20]])).toBe('Гродзенская [вобласць]');
});

it('shows the whole text once, whatever the marks', () => {
  expect(shown('Minsk', [])).toBe('Minsk');
  expect(shown('Minsk', [[3, 9]])).toBe('Min[sk]');
  expect(
    shown('Minsk', [
      [2, 4],
      [0, 3],
    ]),
  ).toBe('[Min][s]k');
  expect(shown('Minsk', [[9, 12]])).toBe('Minsk');
});
