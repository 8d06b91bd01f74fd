import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { Cites } from '#web/ui/cites.tsx';
import { EntityLink } from '#web/ui/entity-link.tsx';
import { FirstFew } from '#web/ui/first-few.tsx';
import { nameOrder } from '#web/ui/format.ts';
import { capital } from '#web/ui/words.ts';
import type { RelationOut } from '#wire/registry.ts';
import classes from './entity.module.css';
import { type Tie, type TieList, tieGroups } from './relation-groups.ts';
import { Qualifiers } from './statement-value.tsx';

const FIRST_SHOWN = 8;

/** All that ties the entity to others, grouped by subject and named from this side. */
export function RelationsView({ relations }: { relations: readonly RelationOut[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const groups = tieGroups(relations, nameOrder(language));
  if (groups.length === 0) return <p className={classes.soft}>{t('entity.noRelations')}</p>;
  return (
    <div className={classes.groups}>
      {groups.map(({ group, count, lists }) => (
        <div key={group} className={classes.group}>
          <h3 className={classes.groupName}>
            {t(`entity.group.${group}`)} <span className={classes.soft}>{count}</span>
          </h3>
          <dl className={classes.facts}>
            {lists.map((list) => (
              <List key={list.key} list={list} />
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}

function List({ list }: { list: TieList }) {
  const language = useLanguage();
  return (
    <div>
      <dt>{capital(list.label, language)}</dt>
      <dd>
        <FirstFew items={list.ties} most={FIRST_SHOWN}>
          {(shown) => (
            <ul className={classes.plain}>
              {shown.map((tie) => (
                <TieLine key={tie.id} tie={tie} />
              ))}
            </ul>
          )}
        </FirstFew>
      </dd>
    </div>
  );
}

function TieLine({ tie }: { tie: Tie }) {
  const { t } = useTranslation();
  const doubts = tie.citations.map(({ doubt }) => doubt).filter((doubt) => doubt !== null);
  return (
    <li className={classes.tie} data-rank={tie.rank}>
      <EntityLink entity={tie.other} />
      <Qualifiers of={tie} />
      {tie.rank === 'deprecated' && <span className={classes.soft}> ({t('part.setAside')})</span>}{' '}
      <Cites citations={tie.citations} />
      {doubts.map((doubt) => (
        <span key={doubt} className={classes.doubt}>
          {doubt}
        </span>
      ))}
    </li>
  );
}
