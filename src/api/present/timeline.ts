/** What happened when, in words, one line a thing. */
import { type Label, pick } from '#base/language.ts';
import { wordPeriod } from '#observatory/display.ts';
import type { CommitmentRow } from '#registry/read/commitments.ts';
import type { FigureRow } from '#registry/read/figure-rows.ts';
import type { StatementRow } from '#registry/read/statements.ts';
import type { DatedRow, Happenings } from '#registry/read/timeline.ts';
import type { TimelineItem } from '#wire/registry.ts';
import { citationOut, labelled, type Presenter, periodOut, refOf, textOf } from './common.ts';
import { figureItem, spanOf } from './figure.ts';
import { figureTitle } from './figure-title.ts';
import { relationLabel } from './statement.ts';

function datedItem(row: DatedRow, presenter: Presenter): TimelineItem | null {
  const period = periodOut(row.period);
  if (period === null) return null;
  const kind = presenter.terms.kind(row.kind);
  const what = row.type === null ? kind?.label.one : (kind?.types?.[row.type] ?? kind?.label.one);
  return {
    period,
    inferred: row.inferred,
    what: 'entity',
    text: what
      ? labelled(pick(what, presenter.language), textOf(row.name, presenter), presenter)
      : textOf(row.name, presenter),
    ref: refOf(row.id, presenter),
    figure: null,
    citation: citationOut(row, presenter),
  };
}

function relationItem(
  row: StatementRow,
  own: ReadonlySet<string>,
  presenter: Presenter,
): TimelineItem | null {
  const period = periodOut(row.valid);
  if (period === null || row.target === null) return null;
  const reverse = !own.has(row.entity) && own.has(row.target);
  const symmetric = presenter.terms.relation(row.property)?.symmetric ?? false;
  const other = refOf(reverse ? row.entity : row.target, presenter);
  const label = relationLabel(row.property, reverse && !symmetric, presenter);
  // Between two others, both ends are named.
  const self = own.has(row.entity) || own.has(row.target) ? '' : `${refOf(row.entity, presenter).name}, `;
  return {
    period,
    inferred: row.valid_inferred,
    what: 'relation',
    text: labelled(`${self}${label}`, other.name, presenter),
    ref: other,
    figure: null,
    citation: citationOut(row, presenter),
  };
}

const BASE: Label = { fr: 'base', en: 'base', ru: 'база', be: 'база' };

/** ' (base: 2019)': what a change or a multiple is compared with; '' where nothing is, or the source does not say. */
function base({ base: range }: FigureRow, presenter: Presenter): string {
  if (range === null) return '';
  const { language } = presenter;
  return ` (${labelled(pick(BASE, language), wordPeriod(spanOf(range), language), presenter)})`;
}

/** 'exports, Belarus → Tajikistan: more than 53 million dollars'. */
function figureItemOnLine(row: FigureRow, presenter: Presenter): TimelineItem | null {
  const item = figureItem(row, presenter);
  if (item.period === null) return null;
  return {
    period: item.period,
    inferred: item.periodInferred,
    what: 'figure',
    text: labelled(figureTitle(item), `${item.text}${base(row, presenter)}`, presenter),
    ref: item.area,
    figure: item.id,
    citation: item.citation,
  };
}

function commitmentItemOnLine(row: CommitmentRow, presenter: Presenter): TimelineItem | null {
  const period = periodOut(row.due);
  if (period === null) return null;
  return {
    period,
    inferred: false,
    what: 'commitment',
    text: textOf(row.name, presenter),
    ref: { id: row.id, kind: 'commitment', name: textOf(row.name, presenter) },
    figure: null,
    citation: citationOut(row, presenter),
  };
}

/** Where a span begins; what has an open beginning stands first. */
function start({ period }: TimelineItem): string {
  return period.from ?? '';
}

/** Takes what happened and the ids of the one whose line it is; gives it in the order of time. */
export function timelineItems(
  { dated, relations, figures, commitments }: Happenings,
  own: ReadonlySet<string>,
  presenter: Presenter,
): TimelineItem[] {
  const items = [
    ...dated.map((row) => datedItem(row, presenter)),
    ...relations.map((row) => relationItem(row, own, presenter)),
    ...figures.map((row) => figureItemOnLine(row, presenter)),
    ...commitments.map((row) => commitmentItemOnLine(row, presenter)),
  ].filter((item) => item !== null);
  return items.sort(
    (x, y) =>
      start(x).localeCompare(start(y), 'en') ||
      (x.period.to ?? '9').localeCompare(y.period.to ?? '9', 'en') ||
      x.text.localeCompare(y.text, presenter.language),
  );
}
