import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { flow, type Json, ordered, yamlItem } from './canonical.ts';

test('an entity stands with a statement a line', () => {
  const cite = { source: 'atlas', locator: 'page 7' };
  const statements = [{ property: 'name', lang: 'ru', value: 'Костанайская область', cite }];
  expect(yamlItem({ id: 'kostanay-region', kind: 'region', statements })).toBe(`- id: kostanay-region
  kind: region
  statements:
    - { property: name, lang: ru, value: Костанайская область, cite: { source: atlas, locator: page 7 } }
`);
});

test('only what every YAML reader takes for that text stands without quotes', () => {
  expect(flow('Минск')).toBe('Минск');
  for (const text of [
    'no',
    'True',
    '1e3',
    '0x1f',
    '2021',
    'a: b',
    'a #b',
    ' a',
    'a ',
    '',
    '- a',
    '~',
    'a,b',
    '[a',
    "'a'",
  ]) {
    expect(flow(text)).toBe(JSON.stringify(text));
  }
  expect(flow('a\u2028b\u0085')).toBe('"a\\u2028b\\u0085"');
});

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json; text: string }>((tie) => ({
  text: fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('no', '2021-08', 'é', 'null', '.5'),
  ),
  value: fc.oneof(
    { depthSize: 'small' },
    tie('text'),
    fc.integer(),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      tie('text').filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 3 },
    ),
  ),
})).value;

test('what is written in flow style reads as the same value', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(parse(flow(value), { stringKeys: true })).toEqual(JSON.parse(JSON.stringify(value)));
    }),
    { numRuns: 500 },
  );
});

test('order does not depend on how the fields came', () => {
  const value = { be: 'd', ru: 'c', note: { en: 'b', fr: 'a' }, alpha: 1 };
  expect(JSON.stringify(ordered(value))).toBe('{"ru":"c","be":"d","alpha":1,"note":{"fr":"a","en":"b"}}');
});
