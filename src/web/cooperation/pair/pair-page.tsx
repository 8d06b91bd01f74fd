import { useTranslation } from 'react-i18next';
import { Page } from '#web/ui/page.tsx';
import { Waiting } from '#web/ui/states.tsx';

export function PairPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('frame.tab.pairs')}>
      <Waiting />
    </Page>
  );
}
