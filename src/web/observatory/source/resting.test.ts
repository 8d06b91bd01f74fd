import { expect, it } from 'vitest';
import type { SourceDetail } from '#wire/registry.ts';
import { sampleFigure } from '../samples.ts';
import { byNumber, countOf, restingOn } from './resting.ts';

const SOURCE: SourceDetail['source'] = {
  id: 'note-48',
  type: 'book',
  name: 'In search of new points of growth',
  titleLang: 'fr',
  publisher: null,
  author: null,
  year: '2021',
  url: null,
  partOf: null,
  statements: 0,
  figures: 0,
  near: 0,
};

it('tells what a source says from what is only probably from it', () => {
  const near = sampleFigure({
    id: 'near',
    citation: {
      source: 'article-08',
      sourceName: 'An article',
      locator: 'article 8',
      near: { id: 'note-48', kind: 'source', name: 'A note' },
      doubt: null,
    },
  });
  const { sure, probable } = restingOn({
    source: SOURCE,
    statements: [],
    relations: [],
    figures: [sampleFigure(), near],
    remarks: [],
  });
  expect(sure.figures.map(({ id }) => id)).toEqual(['article-08-o1']);
  expect(probable.figures.map(({ id }) => id)).toEqual(['near']);
  expect(countOf(sure) + countOf(probable)).toBe(2);
});

it('notes stand in the order of their numbers', () => {
  expect(
    ['note-10', 'note-9', 'note-108']
      .map((id) => ({ id }))
      .sort(byNumber)
      .map(({ id }) => id),
  ).toEqual(['note-9', 'note-10', 'note-108']);
});
