import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { questions } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { figureTitle } from '#web/ui/figure-title.ts';
import { Page } from '#web/ui/page.tsx';
import { PageOf } from '#web/ui/page-of.tsx';
import { WithFootnotes } from '#web/ui/print/printed.tsx';
import { capital } from '#web/ui/words.ts';
import type { FigureDetail } from '#wire/registry.ts';
import { FigureBody } from '../card/figure-body.tsx';

const route = getRouteApi('/figures/$id');

/** The figure card as a page of its own, to link to and to print. */
export function FigurePage() {
  const { id } = route.useParams();
  const { t } = useTranslation();
  const query = useQuery(questions.figure(useLanguage(), id));
  return (
    <PageOf query={query} title={t('frame.tab.figures')}>
      {(detail) => <Shown detail={detail} />}
    </PageOf>
  );
}

function Shown({ detail }: { detail: FigureDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { figure, sameCell, mirror, related, identities, remarks } = detail;
  const others = [...sameCell, ...mirror, ...identities.flatMap((identity) => identity.figures), ...related];
  return (
    <Page
      title={capital(figureTitle(figure), language)}
      over={t('frame.tab.figures')}
      trail={[
        { label: t('frame.tab.figures'), link: { to: '/figures' } },
        { label: figure.area.name, link: { to: '/entities/$id', params: { id: figure.area.id } } },
      ]}
    >
      <WithFootnotes citations={[figure, ...remarks, ...others].map(({ citation }) => citation)}>
        <FigureBody detail={detail} level={2} />
      </WithFootnotes>
    </Page>
  );
}
