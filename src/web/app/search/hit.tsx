import { capital } from '#web/ui/words.ts';
import type { SearchResult } from '#wire/registry.ts';
import { useLanguage } from '../i18n.ts';
import { Marked } from './marked.tsx';
import classes from './search.module.css';

export type Hit = SearchResult['groups'][number]['hits'][number];

/** Tells hits apart: one measure may be found between many places. */
export function hitKey({ ref, figures }: Hit): string {
  return figures ? [ref.id, figures.area, figures.partner, figures.product].join(' ') : ref.id;
}

/** What was found: its name in the reader's language, the name that matched where it is another, and where it is. */
export function HitText({ hit }: { hit: Hit }) {
  const language = useLanguage();
  const same = hit.matched === hit.ref.name;
  // Measures are terms, written small within sentences; here they begin a line.
  const name = hit.figures ? capital(hit.ref.name, language) : hit.ref.name;
  return (
    <>
      <span className={classes.hitName}>{same ? <Marked text={name} marks={hit.marks} /> : name}</span>
      {!same && (
        <span className={classes.hitMatched}>
          <Marked text={hit.matched} marks={hit.marks} />
        </span>
      )}
      {hit.context && <span className={classes.hitContext}>{hit.context}</span>}
    </>
  );
}
