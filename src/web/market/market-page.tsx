import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page, Section } from '#web/ui/page.tsx';

/** Says that the exchange is not open yet, and shows nothing that looks like a market. */
export function MarketPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('market.title')} lead={t('market.lead')} reading>
      <Section title={t('market.comes')}>
        <p>{t('market.comesText')}</p>
        <p>{t('market.noFigures')}</p>
      </Section>
      <Section title={t('market.until')}>
        <ul>
          <li>
            <Link to="/entities">{t('market.registerLink')}</Link>
          </li>
          <li>
            <Link to="/figures">{t('market.figuresLink')}</Link>
          </li>
        </ul>
      </Section>
    </Page>
  );
}
