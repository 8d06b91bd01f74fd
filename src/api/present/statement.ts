import { pick } from '#base/language.ts';
import type { Property } from '#registry/declaration.ts';
import type { RemarkRow } from '#registry/read/remarks.ts';
import type { StatementRow } from '#registry/read/statements.ts';
import type { RelationOut, RemarkOut, StatementOut } from '#wire/registry.ts';
import { citationOut, nullableRef, type Presenter, periodOut, refOf, textOf } from './common.ts';
import { wordValue } from './value.ts';

/** What may be said of every statement, beyond what its relation declares. */
function qualifierProperty(
  row: StatementRow,
  id: string,
  kind: string,
  { terms }: Presenter,
): Property | undefined {
  return (
    terms.relation(row.property)?.qualifiers?.find((property) => property.id === id) ??
    terms.property(kind, id)
  );
}

function qualifiersOut(row: StatementRow, kind: string, presenter: Presenter): StatementOut['qualifiers'] {
  return Object.entries(row.qualifiers ?? {}).map(([id, value]) => {
    const property = qualifierProperty(row, id, kind, presenter);
    const single = property?.type === 'entity' && typeof value === 'string';
    return {
      id,
      label: property ? pick(property.label, presenter.language) : id,
      text: wordValue(value, property, presenter),
      ref: single ? nullableRef(value, presenter) : null,
    };
  });
}

export function statementOut(row: StatementRow, kind: string, presenter: Presenter): StatementOut {
  const property = presenter.terms.property(kind, row.property);
  return {
    id: row.id,
    property: row.property,
    label: property ? pick(property.label, presenter.language) : row.property,
    value: row.value_state === 'known' ? row.value : null,
    text: wordValue(row.value, property, presenter, row.value_state),
    valueState: row.value_state,
    lang: row.lang,
    qualifiers: qualifiersOut(row, kind, presenter),
    valid: periodOut(row.valid),
    validInferred: row.valid_inferred,
    rank: row.rank,
    status: row.status,
    citation: citationOut(row, presenter),
    author: row.author,
    recorded: row.recorded.toISOString(),
    retired: row.retired_at?.toISOString() ?? null,
    supersedes: row.supersedes,
  };
}

/** How a relation reads from one of its sides. */
export function relationLabel(id: string, reverse: boolean, { terms, language }: Presenter): string {
  const label = terms.relation(id)?.label;
  return label ? pick(reverse ? label.reverse : label.forward, language) : id;
}

/** Takes a relation and the ids of the entity on whose page it stands. */
export function relationOut(
  row: StatementRow,
  own: ReadonlySet<string>,
  kind: string,
  presenter: Presenter,
): RelationOut {
  const relation = presenter.terms.relation(row.property);
  const reverse = !own.has(row.entity) && !relation?.symmetric;
  const other = own.has(row.entity) ? (row.target ?? row.entity) : row.entity;
  return {
    id: row.id,
    relation: row.property,
    direction: reverse ? 'reverse' : 'forward',
    label: relationLabel(row.property, reverse, presenter),
    group: relation?.group ?? '',
    other: refOf(other, presenter),
    qualifiers: qualifiersOut(row, kind, presenter),
    valid: periodOut(row.valid),
    validInferred: row.valid_inferred,
    rank: row.rank,
    status: row.status,
    citation: citationOut(row, presenter),
    recorded: row.recorded.toISOString(),
  };
}

export function remarkOut(row: RemarkRow, presenter: Presenter): RemarkOut {
  return {
    id: row.id,
    severity: row.severity,
    text: textOf(row.text, presenter),
    entities: row.entities.map((id) => refOf(id, presenter)),
    figures: [...row.figures],
    citation: citationOut(row, presenter),
  };
}
