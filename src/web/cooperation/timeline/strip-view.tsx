import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { type Lane, stripOf, type TimelineEntry } from './model.ts';
import classes from './timeline.module.css';

function percent(share: number): string {
  return `${share * 100}%`;
}

/** The timeline at a glance; decoration, for the list under it says all of it in words. */
export function StripView({ entries, lanes }: { entries: readonly TimelineEntry[]; lanes: readonly Lane[] }) {
  const { t } = useTranslation();
  const { years, marks } = stripOf(entries);
  if (years.length < 2) return null;
  return (
    <div className={classes.strip} aria-hidden="true">
      {lanes.map((lane) => (
        <Fragment key={lane}>
          <span className={classes.laneName}>{t(`timeline.lanes.${lane}`)}</span>
          <div className={classes.lane} data-lane={lane}>
            {years.map(({ year, start, gap }) => (
              <span
                key={year}
                className={classes.tick}
                data-gap={gap || undefined}
                style={{ insetInlineStart: percent(start) }}
              />
            ))}
            {marks
              .filter((mark) => mark.lane === lane)
              .map((mark) => (
                <span
                  key={`${mark.start} ${mark.width} ${mark.inferred}`}
                  className={classes.mark}
                  data-inferred={mark.inferred || undefined}
                  data-many={mark.count > 3 || undefined}
                  style={{ insetInlineStart: percent(mark.start), inlineSize: percent(mark.width) }}
                />
              ))}
          </div>
        </Fragment>
      ))}
      <div className={classes.axis}>
        {years.map(({ year, start, gap }) => (
          <span key={year} style={{ insetInlineStart: percent(start) }}>
            {gap && '⋯ '}
            {year}
          </span>
        ))}
      </div>
      <p className={classes.legend}>{t('timeline.legend')}</p>
    </div>
  );
}
