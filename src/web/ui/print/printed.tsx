/** What only paper shows: the marks of footnotes, the sources under them, the address and the state of the data. */
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import type { Citation } from '#wire/common.ts';
import { dateText } from '../period-text.ts';
import { footnotesOf } from './footnotes.ts';
import classes from './printed.module.css';

const Numbers = createContext<ReadonlyMap<string, number>>(new Map());

/** The page's body with the footnotes of its citations (in reading order) under it, on paper. */
export function WithFootnotes({
  citations,
  children,
}: {
  citations: readonly Citation[];
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const footnotes = useMemo(() => footnotesOf(citations), [citations]);
  const numbers = useMemo(() => new Map(footnotes.map((note) => [note.source, note.number])), [footnotes]);
  return (
    <Numbers value={numbers}>
      {children}
      <div className={classes.printed}>
        {footnotes.length > 0 && (
          <>
            <h2>{t('print.notes')}</h2>
            <ol className={classes.notes}>
              {footnotes.map((note) => (
                <li key={note.source}>
                  {note.name}
                  {note.locators.length > 0 && ` (${note.locators.join('; ')})`} · {window.location.origin}
                  /sources/{note.source}
                </li>
              ))}
            </ol>
          </>
        )}
        <Address />
      </div>
    </Numbers>
  );
}

/** Where the sheet comes from, and as of when its data are. */
function Address() {
  const { t } = useTranslation();
  const overview = useQuery(questions.overview(useLanguage()));
  return (
    <>
      <p>{t('print.address', { address: window.location.href })}</p>
      {overview.data?.dataSets
        .filter((set) => set.asOf !== null)
        .map((set) => (
          <p key={set.id}>{t('print.asOf', { title: set.title, date: dateText(set.asOf ?? '', t) })}</p>
        ))}
    </>
  );
}

/** The number of a source among the page's footnotes; unseen on a screen, where the citation itself is a link. */
export function FootnoteMark({ source }: { source: string }) {
  const number = useContext(Numbers).get(source);
  return number === undefined ? null : <sup className={classes.mark}>{number}</sup>;
}
