/** How to take part: the steps from an organisation to its first deal. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Section } from '#web/ui/page.tsx';
import { MarketFrame } from '../parts/market-frame.tsx';

const STEPS = ['apply', 'documents', 'decision', 'deposit', 'trade', 'contract'] as const;

export function JoinPage() {
  const { t } = useTranslation();
  return (
    <MarketFrame title={t('market.join.title')} lead={t('market.join.short')}>
      <Section title={t('market.join.steps')}>
        <ol>
          {STEPS.map((step) => (
            <li key={step}>
              <strong>{t(`market.join.${step}`)}</strong> {t(`market.join.${step}Text`)}
            </li>
          ))}
        </ol>
        <p>
          <Link to="/market/accreditation">{t('accreditation.begin')}</Link>
        </p>
      </Section>
      <Section title={t('market.join.who')}>
        <ul>
          <li>{t('market.join.member')}</li>
          <li>{t('market.join.broker')}</li>
          <li>{t('market.join.guest')}</li>
        </ul>
      </Section>
      <Section title={t('market.join.look')}>
        <ul>
          <li>
            <Link to="/market/instruments">{t('market.instruments')}</Link>
          </li>
          <li>
            <Link to="/market/sessions">{t('market.sessions')}</Link>
          </li>
          <li>
            <a href="/api/docs">{t('market.join.programs')}</a>
          </li>
        </ul>
      </Section>
    </MarketFrame>
  );
}
