import type { SearchResult } from '#wire/registry.ts';
import { Marked } from './marked.tsx';
import classes from './search.module.css';

export type Hit = SearchResult['groups'][number]['hits'][number];

/** What was found: its name in the reader's language, the name that matched where it is another, and where it is. */
export function HitText({ hit }: { hit: Hit }) {
  const same = hit.matched === hit.ref.name;
  return (
    <>
      <span className={classes.hitName}>
        {same ? <Marked text={hit.ref.name} marks={hit.marks} /> : hit.ref.name}
      </span>
      {!same && (
        <span className={classes.hitMatched}>
          <Marked text={hit.matched} marks={hit.marks} />
        </span>
      )}
      {hit.context && <span className={classes.hitContext}>{hit.context}</span>}
    </>
  );
}
