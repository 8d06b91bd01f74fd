import { pick } from '#base/language.ts';
import { fromDateRange, type Period } from '#base/period.ts';
import { wordFigure } from '#observatory/display.ts';
import type { FigureRow, OfWhat } from '#registry/read/figure-rows.ts';
import type { FigureItem } from '#wire/registry.ts';
import { citationOut, nullableRef, type Presenter, periodOut, refOf, textOf } from './common.ts';

/** Takes PostgreSQL's text of a daterange. */
export function spanOf(range: string): Period {
  return fromDateRange(range);
}

/** The whole of a share or the set of a rank, in words: its measure, then the entities that it names. */
function ofWhatOut(whole: OfWhat | null, presenter: Presenter): FigureItem['ofWhat'] {
  if (whole === null) return null;
  const texts: string[] = [];
  const refs: FigureItem['ofWhat'] extends infer O ? (O extends { refs: infer R } ? R : never) : never = [];
  for (const [field, value] of Object.entries(whole)) {
    for (const one of [value].flat()) {
      if (typeof one === 'object' && one !== null) {
        texts.push(textOf(one as Record<string, string>, presenter));
        continue;
      }
      const id = String(one);
      const measure = field === 'measure' ? presenter.terms.measure(id) : undefined;
      const kind = field === 'kind' ? presenter.terms.kind(id) : undefined;
      if (measure) texts.push(pick(measure.label, presenter.language));
      else if (kind) texts.push(pick(kind.label.many, presenter.language));
      else if (presenter.refs.has(id)) {
        const ref = refOf(id, presenter);
        refs.push(ref);
        texts.push(ref.name);
      } else texts.push(id);
    }
  }
  return { text: texts.join(', '), refs };
}

export function figureItem(row: FigureRow, presenter: Presenter): FigureItem {
  const { language, terms } = presenter;
  const ofWhat = ofWhatOut(row.of_what, presenter);
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
    ofWhat,
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
    text: wordFigure(
      {
        value: row.value,
        valueState: row.value_state,
        unit: row.unit,
        form: row.form,
        wording: row.wording,
        kind: row.kind,
        period: row.period === null ? null : spanOf(row.period),
        ofWhat: ofWhat?.text,
      },
      language,
    ),
    note: row.note === null ? null : textOf(row.note, presenter),
    citation: citationOut(row, presenter),
    conflict: row.conflict,
    others: row.others,
    remarks: row.remarks,
  };
}
