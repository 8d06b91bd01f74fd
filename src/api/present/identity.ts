import { pick } from '#base/language.ts';
import type { FigureRow } from '#registry/read/figure-rows.ts';
import type { IdentityRow } from '#registry/read/identities.ts';
import type { IdentityOut } from '#wire/registry.ts';
import type { Presenter } from './common.ts';
import { figureItem } from './figure.ts';

/** Takes a check and all figures that checks of the page join. */
export function identityOut(
  row: IdentityRow,
  figures: ReadonlyMap<string, FigureRow>,
  presenter: Presenter,
): IdentityOut {
  const declared = presenter.terms.identity(row.identity);
  return {
    identity: row.identity,
    label: declared ? pick(declared.label, presenter.language) : row.identity,
    verdict: row.verdict,
    scope: row.scope,
    figures: row.figures.flatMap((id) => {
      const figure = figures.get(id);
      return figure ? [figureItem(figure, presenter)] : [];
    }),
    low: row.low,
    high: row.high,
  };
}
