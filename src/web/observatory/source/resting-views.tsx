import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { Cites } from '#web/ui/cites.tsx';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { inReadersLanguage } from '#web/ui/readers-language.ts';
import { capital } from '#web/ui/words.ts';
import type { Citation } from '#wire/common.ts';
import type { SourceDetail } from '#wire/registry.ts';
import classes from './source.module.css';

const FIRST_SHOWN = 12;

/** Where in the source it stands; the source itself is the page. */
function Place({ citation, source }: { citation: Citation; source: string }) {
  if (citation.source !== source) return <Cites citations={[citation]} />;
  return (
    <>
      <span className={classes.place}>{citation.locator}</span>
      {citation.doubt !== null && <span className={classes.doubt}>{citation.doubt}</span>}
    </>
  );
}

/** Relations that the source tells of, by what they say. */
export function RelationsOn({ relations, source }: { relations: SourceDetail['relations']; source: string }) {
  const language = useLanguage();
  return (
    <dl className={classes.facts}>
      {[...Map.groupBy(relations, ({ relation }) => relation)].map(([relation, list]) => (
        <div key={relation}>
          <dt>{capital(list[0]?.label ?? relation, language)}</dt>
          <dd>
            <FirstFew items={list} most={FIRST_SHOWN}>
              {(shown) => (
                <ul className={classes.sources}>
                  {shown.map(({ from, to, citation }) => (
                    <li key={`${from.id} ${to.id} ${citation.locator}`}>
                      <EntityLink entity={from} /> → <EntityLink entity={to} />{' '}
                      <Place citation={citation} source={source} />
                    </li>
                  ))}
                </ul>
              )}
            </FirstFew>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Statements that the source makes, by what they are about. */
export function StatementsOn({
  statements,
  source,
}: {
  statements: SourceDetail['statements'];
  source: string;
}) {
  const about = [...Map.groupBy(statements, ({ entity }) => entity.id).values()];
  return (
    <FirstFew items={about} most={FIRST_SHOWN * 2}>
      {(shown) => (
        <dl className={classes.facts}>
          {shown.map((said) => (
            <About key={said[0]?.entity.id} said={said} source={source} />
          ))}
        </dl>
      )}
    </FirstFew>
  );
}

function About({ said, source }: { said: SourceDetail['statements']; source: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [first] = said;
  const shown = [
    ...Map.groupBy(
      said.map(({ statement }) => statement),
      ({ property }) => property,
    ).values(),
  ].flatMap((ofProperty) => inReadersLanguage(ofProperty, language));
  if (first === undefined) return null;
  return (
    <div>
      <dt>
        <EntityLink entity={first.entity} />
      </dt>
      <dd>
        <ul className={classes.sources}>
          {shown.map((statement) => (
            <li key={statement.id}>
              <span className={classes.soft}>{t('part.labelled', { label: statement.label })}</span>{' '}
              <span {...(statement.lang === null ? {} : { lang: statement.lang })}>
                {statement.valueState === 'known' ? statement.text : '—'}
              </span>{' '}
              <Place citation={statement.citation} source={source} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
