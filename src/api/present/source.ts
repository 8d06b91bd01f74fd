import { pickedLanguage } from '#base/language.ts';
import type { SourceRow, SourceUse } from '#registry/read/sources.ts';
import type { SourceItem } from '#wire/registry.ts';
import { nullableRef, type Presenter, textOf } from './common.ts';
import { wordValue } from './value.ts';

/** The current values of a property in words, joined; null where there are none. */
function said(row: SourceRow, property: string, presenter: Presenter): string | null {
  const values = row.current[property];
  if (!values || values.length === 0) return null;
  const declared = presenter.terms.property('source', property);
  return values.map((value) => wordValue(value, declared, presenter)).join(', ');
}

/** Year of publication, from the written date. */
export function yearOf(row: SourceRow): string | null {
  return /^\d{4}/.exec(String(row.current.published?.[0] ?? ''))?.[0] ?? null;
}

export function sourceItem(
  row: SourceRow,
  uses: ReadonlyMap<string, SourceUse>,
  presenter: Presenter,
): SourceItem {
  const use = uses.get(row.id);
  const url = row.current.url?.[0];
  return {
    id: row.id,
    type: row.type,
    name: textOf(row.name, presenter) || row.id,
    titleLang: pickedLanguage(row.title_languages, presenter.language),
    publisher: said(row, 'publisher', presenter),
    author: said(row, 'author', presenter),
    year: yearOf(row),
    url: typeof url === 'string' ? url : null,
    partOf: nullableRef(row.part_of, presenter),
    statements: use?.statements ?? 0,
    figures: use?.figures ?? 0,
    near: use?.near ?? 0,
  };
}
