import { useTranslation } from 'react-i18next';
import { isLanguage, LANGUAGES } from '#base/language.ts';
import { LANGUAGE_NAMES } from '#web/app/language.ts';
import { Cites } from '#web/ui/cites.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import type { Citation } from '#wire/common.ts';
import type { StatementOut } from '#wire/registry.ts';
import classes from './entity.module.css';

/** The source that stands for names which Kirmash's editors translated or transliterated themselves. */
const OUR_TRANSLATION = 'kirmash-translation';

function isOurs({ source }: Citation): boolean {
  return source === OUR_TRANSLATION;
}

function languageOrder({ lang }: StatementOut): number {
  return isLanguage(lang) ? LANGUAGES.indexOf(lang) : LANGUAGES.length;
}

/** The names in each language, where each comes from, and which are Kirmash's own translations. */
export function NamesView({ statements }: { statements: readonly StatementOut[] }) {
  const { t } = useTranslation();
  const names = statements
    .filter(({ property }) => property === 'name')
    .sort((a, b) => languageOrder(a) - languageOrder(b));
  const aliases = statements.filter(({ property }) => property === 'alias');
  return (
    <dl className={classes.names}>
      {names.map((name) => (
        <div key={name.id}>
          <dt>{isLanguage(name.lang) ? LANGUAGE_NAMES[name.lang] : (name.lang ?? '')}</dt>
          <dd>
            <span {...(name.lang === null ? {} : { lang: name.lang })}>{name.text}</span>
            <span className={classes.origin}>
              {isOurs(name.citation) ? t('entity.ourTranslation') : <Origin citation={name.citation} />}
            </span>
          </dd>
        </div>
      ))}
      {aliases.length > 0 && (
        <div>
          <dt>{t('entity.alsoKnown')}</dt>
          <dd>
            <FirstFew items={aliases} most={4}>
              {(shown) => (
                <ul className={classes.plain}>
                  {shown.map((alias) => (
                    <li key={alias.id} {...(alias.lang === null ? {} : { lang: alias.lang })}>
                      {alias.text}
                    </li>
                  ))}
                </ul>
              )}
            </FirstFew>
          </dd>
        </div>
      )}
    </dl>
  );
}

function Origin({ citation }: { citation: Citation }) {
  return <Cites citations={[citation]} />;
}
