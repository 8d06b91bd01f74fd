import { useTranslation } from 'react-i18next';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { Section } from '#web/ui/page.tsx';
import type { Ref } from '#wire/common.ts';
import type { EntityDetail } from '#wire/registry.ts';
import { byNumber } from './resting.ts';
import classes from './source.module.css';

/** The notes of an article, the articles of a work, and where a note is cited beyond the work it is part of. */
export function SourceLinks({ entity, partOf }: { entity: EntityDetail; partOf: string | null }) {
  const { t } = useTranslation();
  const at = (relation: string, direction: string): Ref[] =>
    entity.relations
      .filter(
        (tie) => tie.relation === relation && tie.direction === direction && tie.other.kind === 'source',
      )
      .map(({ other }) => other)
      .sort(byNumber);
  return (
    <>
      <Sources
        title={t('source.notedIn')}
        sources={at('noted-in', 'forward').filter(({ id }) => id !== partOf)}
      />
      <Sources title={t('source.section.notes')} sources={at('noted-in', 'reverse')} />
      <Sources title={t('source.section.parts')} sources={at('part-of', 'reverse')} />
    </>
  );
}

function Sources({ title, sources }: { title: string; sources: readonly Ref[] }) {
  if (sources.length === 0) return null;
  return (
    <Section title={title} count={sources.length}>
      <FirstFew items={sources} most={20}>
        {(shown) => (
          <ul className={classes.sources}>
            {shown.map((source) => (
              <li key={source.id}>
                <span className="identifier">{source.id}</span> <EntityLink entity={source} />
              </li>
            ))}
          </ul>
        )}
      </FirstFew>
    </Section>
  );
}
