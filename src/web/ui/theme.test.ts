import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DARK, LIGHT } from './theme.ts';

function channel(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => channel(Number.parseInt(colour.slice(at, at + 2), 16)));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = [
  'ink',
  'ink-soft',
  'accent',
  'rise',
  'fall',
  'bought',
  'sold',
  'done',
  'due',
  'overdue',
  'doubt',
];
const GROUNDS = ['ground', 'surface', 'sunken'];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('%s', (_, scheme) => {
  const colour = (name: string): string => scheme[name] ?? '';

  it.each(TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))(
    '%s can be read on %s',
    (text, ground) => {
      expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ['done', 'done-soft'],
    ['due', 'due-soft'],
    ['overdue', 'overdue-soft'],
    ['doubt', 'doubt-soft'],
    ['accent', 'accent-soft'],
    ['on-accent', 'accent'],
    ['on-mark', 'mark'],
    ['ink', 'accent-soft'],
  ])('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['line-strong', 'focus', 'bubble'])('%s stands out from the ground', (line) => {
    expect(contrast(colour(line), colour('ground'))).toBeGreaterThanOrEqual(3);
  });
});

const WEB = fileURLToPath(new URL('..', import.meta.url));

it('no component writes a colour or a size of its own', () => {
  const written: string[] = [];
  for (const path of globSync('**/*.{module.css,tsx}', { cwd: WEB })) {
    for (const [line, content] of readFileSync(join(WEB, path), 'utf8').split('\n').entries()) {
      if (/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(|oklch\(/i.test(content) || /[\d.](px|rem)\b/.test(content)) {
        written.push(`${path}:${line + 1} ${content.trim()}`);
      }
    }
  }
  expect(written).toEqual([]);
});
