import { useLanguage } from '#web/app/i18n.ts';
import { Cites } from '#web/ui/cites.tsx';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { capital } from '#web/ui/words.ts';
import type { EntityDetail } from '#wire/registry.ts';
import classes from './entity.module.css';
import { type KeyFact, keyFacts } from './key-facts.ts';
import { StatementValue } from './statement-value.tsx';

const FIRST_SHOWN = 8;

/** What a reader of the kind looks for first: parties and dates of an agreement, makers and markets of a product. */
export function KeyFactsView({ detail }: { detail: EntityDetail }) {
  const language = useLanguage();
  const facts = keyFacts(detail, language);
  if (facts.length === 0) return null;
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div key={fact.id}>
          <dt>{capital(fact.label, language)}</dt>
          <dd className={classes.flow}>
            <Values fact={fact} /> {fact.citation !== null && <Cites citations={[fact.citation]} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Values({ fact }: { fact: KeyFact }) {
  return (
    <>
      {fact.statements.map((statement) => (
        <span key={statement.id} className={classes.one}>
          <StatementValue statement={statement} />
          {fact.citation === null && <Cites citations={[statement.citation]} />}
        </span>
      ))}
      {fact.refs.length > 0 && (
        <FirstFew items={fact.refs} most={FIRST_SHOWN}>
          {(shown) => (
            <span className={classes.refs}>
              {shown.map((ref) => (
                <EntityLink key={ref.id} entity={ref} />
              ))}
            </span>
          )}
        </FirstFew>
      )}
    </>
  );
}
