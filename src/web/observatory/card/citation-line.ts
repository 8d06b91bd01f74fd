/** One line that quotes a figure so that anybody finds it again. */
import type { TFunction } from 'i18next';
import type { Language } from '#base/language.ts';
import { figureTitle } from '#web/ui/figure-title.ts';
import { periodText } from '#web/ui/period-text.ts';
import { capital } from '#web/ui/words.ts';
import type { FigureDetail } from '#wire/registry.ts';
import { codeText } from '../figures/codes.ts';

/** Takes a figure and its own address; gives the citation in the reader's language. */
export function citationLine(
  { figure, source }: FigureDetail,
  address: string,
  language: Language,
  t: TFunction,
): string {
  const { citation, period, kind } = figure;
  const what = [
    capital(figureTitle(figure), language),
    period ? periodText(period, t) : '',
    kind === 'actual' ? '' : codeText('kind', kind, t),
  ];
  const where = [
    source.publisher,
    citation.sourceName,
    source.year,
    citation.locator,
    citation.near ? t('card.probably', { source: citation.near.name }) : '',
  ];
  return t('card.citation', {
    what: what.filter(Boolean).join(', '),
    value: figure.text,
    source: where.filter(Boolean).join(', '),
    address,
  });
}
