/**
 * A figure, wherever it stands: a button that opens the figure card (?figure=ID on the same page).
 * Reported: upright. Derived: italic with ƒ. A doubt or a conflict has its mark, a simulated figure its word.
 */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FigureItem } from '#wire/registry.ts';
import { ConflictMark, DoubtMark } from './doubt.tsx';
import classes from './figure.module.css';
import { rememberOpener } from './figure-opener.ts';
import { figureTitle } from './figure-title.ts';

interface Props {
  figure: FigureItem;
  /** Large on the start page and in profiles; inline in tables and sentences. */
  size?: 'inline' | 'large';
  /** What stands on the button instead of the figure's own wording: a number of a table column with one unit. */
  text?: string;
  /** False where the marks of doubt stand in a place of their own (`FigureMarks`), as in a column of numbers. */
  marks?: boolean;
}

/** What a figure that has no value says: unknown '—', none 'none', not yet due 'due 2025'. */
function useWording(figure: FigureItem): string {
  const { t } = useTranslation();
  if (figure.valueState === 'known') return figure.text;
  if (figure.valueState === 'not_due') {
    const due = figure.period?.to?.slice(0, 4);
    return due ? t('figure.dueIn', { due }) : t('figure.notDue');
  }
  return figure.valueState === 'none' ? t('figure.none') : '—';
}

export function Figure({ figure, size = 'inline', text, marks = true }: Props) {
  const { t } = useTranslation();
  const wording = useWording(figure);
  return (
    <span className={classes.figure} data-size={size}>
      <FigureLink id={figure.id} label={figureTitle(figure)} className={classes.button ?? ''}>
        <span className={figure.derived ? classes.derived : undefined}>
          {figure.derived && (
            <span className={classes.sign} aria-hidden="true">
              ƒ
            </span>
          )}
          {text ?? wording}
        </span>
        {figure.derived && <span className="hidden-but-read"> ({t('figure.derived')})</span>}
        {figure.valueState === 'unknown' && <span className="hidden-but-read"> {t('figure.unknown')}</span>}
      </FigureLink>
      {marks && <FigureMarks figure={figure} />}
    </span>
  );
}

/** What must not be missed beside a figure: that it is simulated, contradicted or doubtful. */
export function FigureMarks({ figure }: { figure: FigureItem }) {
  const { t } = useTranslation();
  const doubtful = figure.citation.doubt !== null || figure.remarks > 0;
  return (
    <>
      {figure.simulated && <span className={classes.simulated}>{t('figure.simulated')}</span>}
      {figure.conflict === 'fails' && <ConflictMark />}
      {doubtful && <DoubtMark />}
    </>
  );
}

/** The way to a figure's card, for figures that are drawn in some other form (a bar, a bubble, a dot). */
export function FigureLink(props: {
  id: string;
  /** What the figure is, for a pointer that rests on it. */
  label: string;
  className?: string;
  children: React.ReactNode;
}) {
  return (
    <Link
      to="."
      search={(previous) => ({ ...previous, figure: props.id })}
      resetScroll={false}
      preload={false}
      role="button"
      aria-haspopup="dialog"
      title={props.label}
      {...(props.className ? { className: props.className } : {})}
      data-figure={props.id}
      onClick={(event) => rememberOpener(event.currentTarget)}
      onKeyDown={(event) => {
        // A button answers to the space bar too.
        if (event.key !== ' ') return;
        event.preventDefault();
        event.currentTarget.click();
      }}
    >
      {props.children}
    </Link>
  );
}
