/**
 * Figures as a table: by measure unless the reader orders otherwise; numbers of one measure, form and unit stand
 * point under point in one scale. Every number is a button that opens the figure card.
 */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { Cites } from '#web/ui/cites.tsx';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { Figure, FigureMarks } from '#web/ui/figure.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { nameOrder } from '#web/ui/format.ts';
import { DownIcon, UpIcon } from '#web/ui/icons.tsx';
import { Period } from '#web/ui/period.tsx';
import { capital } from '#web/ui/words.ts';
import type { FigureItem } from '#wire/registry.ts';
import { codeText } from '../figures/codes.ts';
import classes from './figure-table.module.css';
import { type FigureBlock, type FigureOrder, type FigureRow, figureBlocks, usefulColumns } from './rows.ts';
import { unitText } from './unit-text.ts';
import { signed, wordingText } from './wording.ts';

const FIRST_SHOWN = 40;

interface Props {
  figures: readonly FigureItem[];
  /** The id of the page's subject, which the columns need not repeat. */
  subject?: string;
  /** What the table holds, for those who hear it. */
  label?: string;
}

export function FigureTable({ figures, subject, label }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [order, sort] = useState<{ by: FigureOrder; descending: boolean }>({
    by: 'measure',
    descending: false,
  });
  if (figures.length === 0) return <p>{t('table.none')}</p>;
  const columns = usefulColumns(figures, subject);
  const blocks = figureBlocks(figures, order.by, order.descending, language, nameOrder(language));
  const rows = blocks.flatMap((block) => block.rows.map((row) => ({ block, row })));
  const head = (by: FigureOrder, text: string) => (
    <SortHead
      text={text}
      direction={order.by === by ? (order.descending ? 'descending' : 'ascending') : null}
      onSort={() => sort({ by, descending: order.by === by && !order.descending })}
    />
  );
  return (
    <FirstFew items={rows} most={FIRST_SHOWN} text={(number) => t('table.all', { number })}>
      {(shown) => (
        <div className={classes.room}>
          <table className={classes.table} aria-label={label ?? t('table.caption')}>
            <thead>
              <tr>
                {head('measure', t('table.measure'))}
                {columns.area && head('place', t('table.place'))}
                {columns.partner &&
                  (columns.area ? (
                    <th scope="col">{t('table.partner')}</th>
                  ) : (
                    head('place', t('table.partner'))
                  ))}
                {columns.product && head('product', t('table.product'))}
                {head('period', t('table.period'))}
                <th scope="col" className={classes.number}>
                  {t('table.value')}
                </th>
                <th scope="col">{t('table.unit')}</th>
                <th scope="col">{t('table.source')}</th>
              </tr>
            </thead>
            {[...Map.groupBy(shown, ({ block }) => block)].map(([block, inBlock]) => (
              <tbody key={block.id}>
                {inBlock.map(({ row }, at) => (
                  <Row key={row.figure.id} row={row} block={block} first={at === 0} columns={columns} />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
    </FirstFew>
  );
}

function SortHead({
  text,
  direction,
  onSort,
}: {
  text: string;
  direction: 'ascending' | 'descending' | null;
  onSort: () => void;
}) {
  return (
    <th scope="col" aria-sort={direction ?? 'none'}>
      <button type="button" className={classes.sort} onClick={onSort}>
        {text}
        {direction === 'ascending' && <UpIcon />}
        {direction === 'descending' && <DownIcon />}
      </button>
    </th>
  );
}

/** What the number is beyond a reported level: a change, a share, a target. */
function useNature(figure: FigureItem): string {
  const { t } = useTranslation();
  return [
    figure.form === 'level' ? '' : codeText('form', figure.form, t),
    figure.ofWhat ? t('lists.figures.of', { whole: figure.ofWhat.text }) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function Row({
  row,
  block,
  first,
  columns,
}: {
  row: FigureRow;
  block: FigureBlock;
  first: boolean;
  columns: ReturnType<typeof usefulColumns>;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { figure } = row;
  const nature = useNature(figure);
  const measure = capital(figure.measure.label, language);
  return (
    <tr data-first={first || undefined}>
      <th scope="row" className={classes.measure}>
        {/* Within a block the measure is seen once and heard in every row. */}
        <span className={block.label !== null && !first ? classes.repeated : undefined}>{measure}</span>
        {nature && <span className={classes.nature}> {nature}</span>}
      </th>
      {columns.area && (
        <td className={classes.place}>
          <EntityLink entity={figure.area} />
        </td>
      )}
      {columns.partner && (
        <td className={classes.place} data-empty={figure.partner === null || undefined}>
          {figure.partner && <EntityLink entity={figure.partner} />}
        </td>
      )}
      {columns.product && (
        <td className={classes.place} data-empty={figure.product === null || undefined}>
          {figure.product && <EntityLink entity={figure.product} />}
        </td>
      )}
      <td className={classes.period}>
        <Period period={figure.period} inferred={figure.periodInferred} />
        {figure.base && (
          <span className={classes.base}>
            {' '}
            <BaseOf figure={figure} />
          </span>
        )}
      </td>
      <td className={classes.number}>
        <NumberCell row={row} />
      </td>
      <td className={classes.unit}>
        {unitText(figure.unit, row.scale, language, t)}{' '}
        {figure.kind !== 'actual' && <span className={classes.kind}>{codeText('kind', figure.kind, t)}</span>}
        <FigureMarks figure={figure} />
      </td>
      <td className={classes.source}>
        {/* The mark of doubt stands beside the number. */}
        <Cites citations={[{ ...figure.citation, doubt: null }]} />
      </td>
    </tr>
  );
}

function BaseOf({ figure }: { figure: FigureItem }) {
  const { t } = useTranslation();
  return (
    <>
      {t('table.against')} <Period period={figure.base} inferred={figure.baseInferred} />
    </>
  );
}

function NumberCell({ row: { figure, number } }: { row: FigureRow }) {
  const { t } = useTranslation();
  if (number === null) return <Figure figure={figure} marks={false} />;
  const wording = wordingText(figure.wording, t);
  return (
    <>
      {/* Where room is short, the number stands below its wording. */}
      {wording && (
        <>
          <span className={classes.wording}>{wording}</span>{' '}
        </>
      )}
      <Figure figure={figure} text={signed(figure, number.text)} marks={false} />
      <span className={classes.padding} aria-hidden="true">
        {number.padding}
      </span>
    </>
  );
}
