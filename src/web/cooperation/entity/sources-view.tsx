import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { number } from '#web/ui/format.ts';
import { FootnoteMark } from '#web/ui/print/printed.tsx';
import type { EntityDetail } from '#wire/registry.ts';
import classes from './entity.module.css';

const FIRST_SHOWN = 10;

/** On whom the page rests, those first that say most of it. */
export function SourcesView({ sources }: { sources: EntityDetail['sources'] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <FirstFew items={sources} most={FIRST_SHOWN}>
      {(shown) => (
        <ul className={classes.sources}>
          {shown.map(({ id, name, nameLang, count }) => (
            <li key={id}>
              <EntityLink
                entity={{
                  id,
                  kind: 'source',
                  name: name === '' ? id : name,
                  ...(nameLang ? { nameLang } : {}),
                }}
              />
              <FootnoteMark source={id} />
              <span className={classes.soft}>
                {' '}
                {t('entity.statementCount', { count, n: number(count, language) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </FirstFew>
  );
}
