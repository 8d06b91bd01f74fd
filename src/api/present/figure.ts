import { pick, type Text } from '#base/language.ts';
import { fromDateRange, type Period } from '#base/period.ts';
import { type FigureWords, wordFigure } from '#observatory/display.ts';
import type { FigureRow, OfWhat } from '#registry/read/figure-rows.ts';
import type { Ref } from '#wire/common.ts';
import type { FigureItem } from '#wire/registry.ts';
import { citationOut, nullableRef, type Presenter, periodOut, refOf, textOf } from './common.ts';

/** Takes PostgreSQL's text of a daterange. */
export function spanOf(range: string): Period {
  return fromDateRange(range);
}

interface Whole {
  readonly text: string;
  readonly refs: Ref[];
  /** It is named by the place that holds it. */
  readonly place: boolean;
}

function idIn(whole: OfWhat, field: string): string | null {
  const value = whole[field];
  return typeof value === 'string' ? value : null;
}

/** The whole of a share ('exports (Grodno Region)') or the set of a rank ('the 68 countries represented'). */
function wholeOf(whole: OfWhat, presenter: Presenter): Whole {
  const refs = ['area', 'partner', 'product', 'among'].flatMap((field) => {
    const id = idIn(whole, field);
    return id !== null && presenter.refs.has(id) ? [refOf(id, presenter)] : [];
  });
  const measure = presenter.terms.measure(idIn(whole, 'measure') ?? '');
  const { among } = whole;
  const said = typeof among === 'object' && among !== null ? [textOf(among as Text, presenter)] : [];
  const names = [...said, ...refs.map(({ name }) => name)].join(' – ');
  const set = typeof among === 'string' ? presenter.refs.get(among) : undefined;
  return {
    text: measure ? `${pick(measure.label, presenter.language)}${names ? ` (${names})` : ''}` : names,
    refs,
    place:
      set !== undefined &&
      presenter.terms.places.has(set.kind) &&
      set.kind !== 'country-group' &&
      set.type !== 'group',
  };
}

/** What the words of a figure come from. */
export function figureWords(row: FigureRow): FigureWords {
  return {
    value: row.value,
    valueState: row.value_state,
    unit: row.unit,
    form: row.form,
    wording: row.wording,
    kind: row.kind,
    period: row.period === null ? null : spanOf(row.period),
  };
}

export function figureItem(row: FigureRow, presenter: Presenter): FigureItem {
  const { language, terms } = presenter;
  const whole = row.of_what === null ? null : wholeOf(row.of_what, presenter);
  const measure = terms.measure(row.measure);
  return {
    id: row.id,
    cell: row.cell,
    measure: { id: row.measure, label: measure ? pick(measure.label, language) : row.measure },
    area: refOf(row.area, presenter),
    partner: nullableRef(row.partner, presenter),
    product: nullableRef(row.product, presenter),
    period: periodOut(row.period),
    periodInferred: row.period_inferred,
    basis: row.basis,
    ofWhat: whole === null ? null : { text: whole.text, refs: whole.refs },
    form: row.form,
    base: periodOut(row.base),
    baseInferred: row.base_inferred,
    value: row.value,
    valueState: row.value_state,
    unit: row.unit,
    low: row.low,
    high: row.high,
    lowOpen: row.low_open,
    highOpen: row.high_open,
    wording: row.wording,
    kind: row.kind,
    rank: row.rank,
    derived: row.derived,
    simulated: row.simulated,
    text: wordFigure({ ...figureWords(row), ofWhat: whole?.text, ofPlace: whole?.place }, language),
    note: row.note === null ? null : textOf(row.note, presenter),
    citation: citationOut(row, presenter),
    conflict: row.conflict,
    others: row.others,
    remarks: row.remarks,
  };
}
