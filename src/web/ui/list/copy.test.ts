import { expect, it } from 'vitest';
import type { Column } from './column.ts';
import { commaSeparated, tabSeparated } from './copy.ts';

const COLUMNS: readonly Column<{ name: string; value: string }>[] = [
  { id: 'name', header: 'Name', width: 'wide', cell: (row) => row.name, copy: (row) => row.name },
  { id: 'value', header: 'Value', width: 'narrow', cell: (row) => row.value, copy: (row) => row.value },
];

it('pastes one row a line and one value a cell, whatever the texts hold', () => {
  const text = tabSeparated(COLUMNS, [
    { name: 'Brest\tRegion', value: '19500000' },
    { name: 'two\r\nlines', value: '' },
  ]);
  expect(text).toBe('Name\tValue\nBrest Region\t19500000\ntwo lines\t\n');
});

it('quotes what a comma-separated file would misread', () => {
  const text = commaSeparated(COLUMNS, [{ name: 'Minsk, "hero city"', value: '1' }]);
  expect(text).toBe('Name,Value\r\n"Minsk, ""hero city""",1\r\n');
});
