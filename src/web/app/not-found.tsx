import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';

/** Nothing stands at this address. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Page title={t('state.noPage')} reading>
      <p>{t('state.noPageDetail')}</p>
      <ul>
        <li>
          <Link to="/">{t('frame.start')}</Link>
        </li>
        <li>
          <Link to="/entities">{t('frame.door.cooperation')}</Link>
        </li>
        <li>
          <Link to="/figures">{t('frame.door.observatory')}</Link>
        </li>
        <li>
          <Link to="/search">{t('search.title')}</Link>
        </li>
      </ul>
    </Page>
  );
}
