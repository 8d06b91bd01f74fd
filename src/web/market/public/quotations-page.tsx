/** Quotations and price results of all instruments, the newest first. */
import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { address } from '#web/app/api.ts';
import { useLanguage } from '#web/app/i18n.ts';
import { Empty, Failed, Waiting } from '#web/ui/states.tsx';
import { marketQuestions } from '../ask.ts';
import classes from '../parts/market.module.css';
import { MarketFrame } from '../parts/market-frame.tsx';
import { useTerms } from '../use-terms.ts';
import { QuotationTable } from './quotation-table.tsx';

const route = getRouteApi('/market/quotations');

export function QuotationsPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const terms = useTerms();
  const { instrument, firm } = route.useSearch();
  const navigate = route.useNavigate();
  const query = { instrument, firm };
  const pages = useInfiniteQuery(marketQuestions.quotations(language, query));
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (patch: { instrument?: string | undefined; firm?: string | undefined }) =>
    void navigate({ search: (previous) => ({ ...previous, ...patch }), resetScroll: false });
  return (
    <MarketFrame title={t('market.quotations')} lead={t('market.quotationsLead')}>
      <div className={classes.row}>
        <NativeSelect
          size="sm"
          label={t('market.instrument')}
          value={instrument ?? ''}
          onChange={(event) => change({ instrument: event.currentTarget.value || undefined })}
        >
          <option value="">{t('market.all')}</option>
          {[...terms.instruments.keys()].map((number) => (
            <option key={number} value={number}>
              {terms.instrument(number)}
            </option>
          ))}
        </NativeSelect>
        <NativeSelect
          size="sm"
          label={t('market.kindTitle')}
          value={firm ?? ''}
          onChange={(event) => change({ firm: event.currentTarget.value || undefined })}
        >
          <option value="">{t('market.all')}</option>
          <option value="true">{t('market.quotation')}</option>
          <option value="false">{t('market.priceResult')}</option>
        </NativeSelect>
      </div>
      {pages.isPending && <Waiting />}
      {pages.error && <Failed error={pages.error} again={() => void pages.refetch()} />}
      {pages.data && rows.length === 0 && (
        <Empty title={t('market.noQuotations')}>{t('market.noQuotationsDetail')}</Empty>
      )}
      {rows.length > 0 && <QuotationTable items={rows} terms={terms} />}
      {pages.hasNextPage && (
        <div>
          <Button
            variant="default"
            size="xs"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {t('market.more')}
          </Button>
        </div>
      )}
      <p className={classes.links}>
        <a href={address('/market/quotations', { ...query, format: 'csv', lang: language })}>CSV</a>
        <a href={address('/market/quotations', { ...query, lang: language })}>JSON</a>
      </p>
    </MarketFrame>
  );
}
