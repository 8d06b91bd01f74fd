import type { Outcome } from './deeds.ts';
import classes from './trading.module.css';

/** What came of what was sent, said aloud too. */
export function OutcomeLine({ outcome }: { outcome: Outcome | null }) {
  return (
    <p className={`${classes.outcome} ${outcome?.good === false ? classes.bad : classes.good}`} role="status">
      {outcome?.text}
    </p>
  );
}
