import type { Citation } from '#wire/common.ts';
import { Cite } from './cite.tsx';
import classes from './cites.module.css';
import { FootnoteMark } from './print/printed.tsx';

/** The places that say one thing, as small links; on paper with the numbers of their footnotes. */
export function Cites({ citations }: { citations: readonly Citation[] }) {
  return (
    <span className={classes.cites}>
      {citations.map((citation) => (
        <span key={`${citation.source} ${citation.locator}`}>
          <Cite citation={citation} />
          <FootnoteMark source={citation.source} />
        </span>
      ))}
    </span>
  );
}
