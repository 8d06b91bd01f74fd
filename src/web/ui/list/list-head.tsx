/** What stands above a list: how many, how many more are known, the sort, copying and the export. */
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#base/language.ts';
import { FigureLink } from '../figure.tsx';
import { number } from '../format.ts';
import { DownloadIcon } from '../icons.tsx';
import type { Column } from './column.ts';
import { commaSeparated, tabSeparated } from './copy.ts';
import classes from './list.module.css';

/** Hands a text over as a file. */
function save(text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  link.download = 'kirmash.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}

interface Props<Row> {
  language: Language;
  total: number;
  /** '31 of more than 800 known', each with the figure that says so. */
  known?: readonly { figure: string; text: string }[] | undefined;
  columns: readonly Column<Row>[];
  /** All rows, fetching what is not loaded yet. */
  allRows: () => Promise<readonly Row[]>;
  /** Address of the export; absent where the rows themselves are written out. */
  csv?: string | undefined;
  sort?: string | undefined;
  onSort?: (sort: string) => void;
}

export function ListHead<Row>({ language, total, known, columns, allRows, csv, sort, onSort }: Props<Row>) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<'no' | 'working' | 'yes' | 'failed'>('no');
  const copy = async () => {
    setCopied('working');
    try {
      await navigator.clipboard.writeText(tabSeparated(columns, await allRows()));
      setCopied('yes');
    } catch {
      setCopied('failed');
    }
  };
  const sortable = columns.filter((column) => column.sort !== undefined);
  return (
    <div className={classes.head}>
      <div className={classes.total}>
        <p role="status">{t('lists.total', { count: total, n: number(total, language) })}</p>
        {known && known.length > 0 && (
          <ul className={classes.known}>
            {known.map((entry) => (
              <li key={entry.figure}>
                <FigureLink id={entry.figure} label={entry.text}>
                  {entry.text}
                </FigureLink>
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={`${classes.tools} not-printed`}>
        {onSort && (
          <NativeSelect
            className={classes.sortChoice ?? ''}
            size="xs"
            aria-label={t('lists.sort')}
            value={sort ?? ''}
            onChange={(event) => onSort(event.currentTarget.value)}
          >
            {sortable.flatMap((column) => [
              <option key={column.sort} value={column.sort}>
                {column.header} ↑
              </option>,
              <option key={`-${column.sort}`} value={`-${column.sort}`}>
                {column.header} ↓
              </option>,
            ])}
          </NativeSelect>
        )}
        <Button
          variant="default"
          size="xs"
          onClick={() => void copy()}
          loading={copied === 'working'}
          title={t('lists.copyHint')}
        >
          {copied === 'yes'
            ? t('lists.copied')
            : copied === 'failed'
              ? t('lists.copyFailed')
              : t('lists.copy')}
        </Button>
        {csv === undefined ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<DownloadIcon />}
            onClick={() => void allRows().then((rows) => save(commaSeparated(columns, rows)))}
          >
            CSV
          </Button>
        ) : (
          <Button
            component="a"
            href={csv}
            download
            variant="default"
            size="xs"
            leftSection={<DownloadIcon />}
            className={classes.tool ?? ''}
          >
            CSV
          </Button>
        )}
        <span className="hidden-but-read" role="status">
          {copied === 'yes' ? t('lists.copied') : ''}
        </span>
      </div>
    </div>
  );
}
