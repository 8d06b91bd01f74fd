/** What stands beside a figure: other sources, the partner's mirror, arithmetic, other forms, earlier revisions. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '#web/app/i18n.ts';
import { Cites } from '#web/ui/cites.tsx';
import { Figure } from '#web/ui/figure.tsx';
import { figureTitle } from '#web/ui/figure-title.ts';
import { FirstFew } from '#web/ui/first-few.tsx';
import { number } from '#web/ui/format.ts';
import { Period } from '#web/ui/period.tsx';
import { dateText } from '#web/ui/period-text.ts';
import { capital } from '#web/ui/words.ts';
import type { FigureDetail, FigureItem } from '#wire/registry.ts';
import { codeText } from '../figures/codes.ts';
import classes from './card.module.css';
import { IntervalLine } from './interval-line.tsx';
import { Part } from './part.tsx';
import { verdictOf } from './verdict.ts';

interface Props {
  detail: FigureDetail;
  level: 2 | 3;
}

export function OtherSources({ detail: { figure, sameCell }, level }: Props) {
  const { t } = useTranslation();
  const comparable = sameCell.filter((other) => verdictOf(figure, other) !== 'notComparable');
  return (
    <Part title={t('card.others')} level={level}>
      {sameCell.length === 0 && <p className={classes.soft}>{t('card.alone')}</p>}
      {comparable.length > 0 && <IntervalLine figures={[figure, ...comparable]} subject={figure.id} />}
      {sameCell.length > 0 && (
        <ul className={classes.list}>
          {sameCell.map((other) => {
            const verdict = verdictOf(figure, other);
            return (
              <li key={other.id}>
                <Figure figure={other} /> <Cites citations={[other.citation]} />
                <span className={classes.verdict} data-verdict={verdict}>
                  {t(`card.${verdict}`)}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Part>
  );
}

export function Mirror({ detail: { mirror }, level }: Props) {
  const { t } = useTranslation();
  if (mirror.length === 0) return null;
  return (
    <Part title={t('card.mirror')} level={level}>
      <p className={classes.soft}>{t('card.mirrorText')}</p>
      <FigureList figures={mirror} />
    </Part>
  );
}

const VERDICTS = ['holds', 'fails', 'cannot_tell'] as const;

/** Per source and over the best values the same figures may stand: what says the same is said once. */
function distinct(identities: FigureDetail['identities']): FigureDetail['identities'] {
  const said = new Map(
    identities.map((one) => [[one.identity, one.verdict, ...one.figures.map(({ id }) => id)].join(' '), one]),
  );
  return [...said.values()];
}

export function Identities({ detail: { identities }, level }: Props) {
  const { t } = useTranslation();
  if (identities.length === 0) return null;
  return (
    <Part title={t('card.identities')} level={level}>
      <ul className={classes.list}>
        {distinct(identities).map((identity) => (
          <IdentityLine key={`${identity.identity} ${identity.scope}`} identity={identity} />
        ))}
      </ul>
    </Part>
  );
}

function IdentityLine({ identity }: { identity: FigureDetail['identities'][number] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { label, verdict, scope, figures, low, high } = identity;
  const known = VERDICTS.find((code) => code === verdict) ?? 'cannot_tell';
  return (
    <li>
      {capital(label, language)}{' '}
      <span className={classes.soft}>({t(`card.scopes.${scope === 'source' ? 'source' : 'best'}`)})</span>
      <span className={classes.verdict} data-verdict={known}>
        {t(`card.verdicts.${known}`)}
        {low !== null && high !== null && (
          <span className={classes.soft}>
            {', '}
            {t('card.rest', { low: number(low, language), high: number(high, language) })}
          </span>
        )}
      </span>
      {/* Nothing to compare with: the figure itself need not be repeated. */}
      {figures.length > 1 && <FigureList figures={figures} />}
    </li>
  );
}

export function Related({ detail: { related }, level }: Props) {
  const { t } = useTranslation();
  if (related.length === 0) return null;
  return (
    <Part title={t('card.related')} level={level}>
      <FigureList figures={related} />
    </Part>
  );
}

export function History({ detail: { history }, level }: Props) {
  const { t } = useTranslation();
  if (history.length < 2) return null;
  return (
    <Part title={t('card.history')} level={level}>
      <ol className={classes.list}>
        {history.map(({ revision, text, recorded, retired }) => (
          <li key={revision}>
            {t('card.revision', { number: revision })}: {text}{' '}
            <span className={classes.soft}>
              {dateText(recorded.slice(0, 10), t)},{' '}
              {retired === null
                ? t('card.current')
                : t('card.retired', { date: dateText(retired.slice(0, 10), t) })}
            </span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

const FIRST_SHOWN = 6;

function FigureList({ figures }: { figures: readonly FigureItem[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <FirstFew items={figures} most={FIRST_SHOWN}>
      {(shown) => (
        <ul className={classes.list}>
          {shown.map((figure) => (
            <li key={figure.id}>
              <span className={classes.soft}>
                {capital(figureTitle(figure), language)}
                {figure.form !== 'level' && `, ${codeText('form', figure.form, t)}`}
                {figure.kind !== 'actual' && `, ${codeText('kind', figure.kind, t)}`},{' '}
                <Period period={figure.period} inferred={figure.periodInferred} />
              </span>
              <br />
              <Figure figure={figure} /> <Cites citations={[figure.citation]} />
            </li>
          ))}
        </ul>
      )}
    </FirstFew>
  );
}
