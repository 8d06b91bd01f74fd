import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { Cites } from '#web/ui/cites.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { inReadersLanguage } from '#web/ui/readers-language.ts';
import { capital } from '#web/ui/words.ts';
import type { StatementOut } from '#wire/registry.ts';
import classes from './entity.module.css';
import { StatementValue } from './statement-value.tsx';

/** Statements that have a place of their own on the page: the names' table, the title, the map. */
const ELSEWHERE = ['name', 'alias', 'type', 'state', 'coordinates'];

/** Takes all statements; gives those of the table of facts. */
export function factsOf(statements: readonly StatementOut[]): StatementOut[] {
  return statements.filter(({ property }) => !ELSEWHERE.includes(property));
}

/** Everything said of the entity itself, property by property, each with its place. */
export function FactsView({ statements }: { statements: readonly StatementOut[] }) {
  const { t } = useTranslation();
  const facts = [...Map.groupBy(factsOf(statements), ({ property }) => property)];
  if (facts.length === 0) return <p className={classes.soft}>{t('entity.noFacts')}</p>;
  return (
    <dl className={classes.facts}>
      {facts.map(([property, said]) => (
        <Fact key={property} said={said} />
      ))}
    </dl>
  );
}

function Fact({ said }: { said: readonly StatementOut[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const chosen = inReadersLanguage(said, language);
  const others = said.filter((statement) => !chosen.includes(statement));
  return (
    <div>
      <dt>{capital(said[0]?.label ?? '', language)}</dt>
      <dd>
        <Values statements={chosen} />
        {others.length > 0 && (
          <FirstFew items={others} most={0} text={(number) => t('entity.otherLanguages', { number })}>
            {(shown) => <Values statements={shown} />}
          </FirstFew>
        )}
      </dd>
    </div>
  );
}

function Values({ statements }: { statements: readonly StatementOut[] }) {
  return statements.map((statement) => (
    <span key={statement.id} className={classes.one}>
      <StatementValue statement={statement} /> <Cites citations={[statement.citation]} />
    </span>
  ));
}
