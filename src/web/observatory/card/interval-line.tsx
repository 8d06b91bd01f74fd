import type { FigureItem } from '#wire/registry.ts';
import classes from './card.module.css';
import { intervalStrip } from './interval-strip.ts';

function percent(share: number): string {
  return `${share * 100}%`;
}

/** The intervals of several sources under each other; decoration, for the list beside it says the same in words. */
export function IntervalLine({ figures, subject }: { figures: readonly FigureItem[]; subject: string }) {
  return (
    <div className={classes.strip} aria-hidden="true">
      {intervalStrip(figures).map((bar) => (
        <div
          key={bar.figure.id}
          className={classes.line}
          data-subject={bar.figure.id === subject || undefined}
        >
          <span
            className={classes.bar}
            data-open-low={bar.openLow || undefined}
            data-open-high={bar.openHigh || undefined}
            style={{ insetInlineStart: percent(bar.start), inlineSize: percent(bar.width) }}
          />
          {bar.value !== null && (
            <span className={classes.dot} style={{ insetInlineStart: percent(bar.value) }} />
          )}
        </div>
      ))}
    </div>
  );
}
