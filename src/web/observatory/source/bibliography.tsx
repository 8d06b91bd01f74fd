import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { OutsideLink } from '#web/ui/outside-link.tsx';
import { capital } from '#web/ui/words.ts';
import type { EntityDetail, SourceItem } from '#wire/registry.ts';
import classes from './source.module.css';

/** Rows that the source's own fields give; statements of these properties are not repeated. */
const IN_FIELDS = ['name', 'type', 'author', 'publisher', 'url'];

/** What one needs to find the source again. */
export function Bibliography({ source, entity }: { source: SourceItem; entity: EntityDetail | null }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { author, publisher, year, partOf, url, id } = source;
  const more = (entity?.statements ?? []).filter(
    ({ property, rank }) => !IN_FIELDS.includes(property) && rank !== 'deprecated',
  );
  const dated = more.some(({ property }) => property === 'published');
  return (
    <dl className={classes.facts}>
      <Row name={t('source.author')}>{author}</Row>
      <Row name={t('source.publisher')}>{publisher}</Row>
      {!dated && <Row name={t('source.year')}>{year}</Row>}
      <Row name={t('source.partOf')}>{partOf && <EntityLink entity={partOf} />}</Row>
      {[...Map.groupBy(more, ({ property }) => property)].map(([property, said]) => (
        <Row key={property} name={capital(said[0]?.label ?? '', language)}>
          {said.map(({ id: statement, text }) => text || `#${statement}`).join('; ')}
        </Row>
      ))}
      <Row name={t('source.original')}>{url && <OutsideLink url={url} />}</Row>
      <Row name={t('source.id')}>
        <span className="identifier">{id}</span>
      </Row>
    </dl>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === '') return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
