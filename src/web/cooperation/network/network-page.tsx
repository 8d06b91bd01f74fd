import { useTranslation } from 'react-i18next';
import { Page } from '#web/ui/page.tsx';
import { Waiting } from '#web/ui/states.tsx';

export function NetworkPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('frame.tab.network')}>
      <Waiting />
    </Page>
  );
}
