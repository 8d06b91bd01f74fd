/** What happened, as a list by year that everybody can read, with a drawn strip over it for those who see. */
import { Chip, Group } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { Cites } from '#web/ui/cites.tsx';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { FigureLink } from '#web/ui/figure.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { periodText } from '#web/ui/period-text.ts';
import { Empty } from '#web/ui/states.tsx';
import { capital } from '#web/ui/words.ts';
import type { TimelineItem } from '#wire/registry.ts';
import {
  byYear,
  entriesOf,
  LANES,
  type Lane,
  laneOf,
  type TimelineEntry,
  type TimelineYear,
} from './model.ts';
import { StripView } from './strip-view.tsx';
import classes from './timeline.module.css';

/** How many lines of one year stand there at once. */
const PER_YEAR = 10;

export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  const { t } = useTranslation();
  const entries = useMemo(() => entriesOf(items), [items]);
  const present = LANES.filter((lane) => entries.some((entry) => laneOf(entry) === lane));
  const [hidden, hide] = useState<readonly Lane[]>([]);
  const shown = entries.filter((entry) => !hidden.includes(laneOf(entry)));
  if (entries.length === 0) return <Empty title={t('timeline.none')} />;
  return (
    <div className={classes.timeline}>
      <StripView entries={shown} lanes={present} />
      {present.length > 1 && (
        <Chip.Group
          multiple
          value={present.filter((lane) => !hidden.includes(lane))}
          onChange={(chosen) => hide(LANES.filter((lane) => !chosen.includes(lane)))}
        >
          <Group gap="xs" className="not-printed" role="group" aria-label={t('timeline.show')}>
            {present.map((lane) => (
              <Chip key={lane} value={lane} size="xs" variant="outline">
                {t(`timeline.lanes.${lane}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
      <ol className={classes.years}>
        {byYear(shown).map((year) => (
          <Year key={year.year ?? ''} year={year} />
        ))}
      </ol>
    </div>
  );
}

function Year({ year: { year, entries } }: { year: TimelineYear }) {
  const { t } = useTranslation();
  return (
    <li className={classes.year}>
      <h3 className={classes.yearName}>{year ?? t('timeline.undated')}</h3>
      <div className={classes.entries}>
        <FirstFew
          items={entries}
          most={PER_YEAR}
          {...(year === null ? {} : { text: (number: number) => t('timeline.rest', { year, number }) })}
        >
          {(shown) => (
            <ul>
              {shown.map((entry) => (
                <Entry key={entry.key} entry={entry} year={year} />
              ))}
            </ul>
          )}
        </FirstFew>
      </div>
    </li>
  );
}

function Entry({ entry, year }: { entry: TimelineEntry; year: string | null }) {
  const { t } = useTranslation();
  const whole = entry.period.from === `${year}-01` && entry.period.to === `${year}-12`;
  return (
    <li className={classes.entry} data-lane={laneOf(entry)} data-inferred={entry.inferred || undefined}>
      <span className={classes.when}>
        {/* The year stands at the side: a whole year need not say it again, but is heard. */}
        <span className={whole ? 'hidden-but-read' : undefined}>{periodText(entry.period, t)}</span>
        {entry.inferred && <span className={classes.inferred}> {t('timeline.inferred')}</span>}
      </span>
      <span className={classes.what}>
        <What entry={entry} /> <Cites citations={entry.citations} />
      </span>
    </li>
  );
}

/** The words of a line; the name in them, or the figure, leads on. */
function What({ entry: { text, ref, figure } }: { entry: TimelineEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  if (figure !== null) {
    return (
      <FigureLink id={figure} label={t('frame.figureCard')} className={classes.figure ?? ''}>
        {capital(text, language)}
      </FigureLink>
    );
  }
  if (ref === null) return capital(text, language);
  const at = text.lastIndexOf(ref.name);
  if (at < 0) {
    return (
      <>
        {capital(text, language)} <EntityLink entity={ref} />
      </>
    );
  }
  return (
    <>
      {at > 0 && capital(text.slice(0, at), language)}
      <EntityLink entity={ref} />
      {text.slice(at + ref.name.length)}
    </>
  );
}
