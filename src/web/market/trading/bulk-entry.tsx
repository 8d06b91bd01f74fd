/** Many orders at once, pasted from a spreadsheet or from a CSV file: seen line by line before they are sent. */
import { Button, FileInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '#web/ui/page.tsx';
import type { ClientItem } from '#wire/market.ts';
import marketClasses from '../parts/market.module.css';
import { Scroll } from '../parts/scroll.tsx';
import type { Terms } from '../use-terms.ts';
import { type BulkLine, bulkName, readBulk } from './bulk.ts';
import { deeds, failureOf, type OrderIn, type Outcome, outcomeOf } from './deeds.ts';
import { type Tradeable, takesOrders } from './listings.ts';
import { OutcomeLine } from './outcome.tsx';
import type { Trader } from './use-trader.ts';

const MOST_SHOWN = 200;

interface Props {
  trader: Trader;
  terms: Terms;
  open: readonly Tradeable[];
  clients: readonly ClientItem[];
}

export function BulkEntry({ trader, terms, open, clients }: Props) {
  const { t } = useTranslation();
  const [text, type] = useState('');
  const [sent, setSent] = useState<ReadonlyMap<number, Outcome>>(new Map());
  const [outcome, tell] = useState<Outcome | null>(null);
  const lines = useMemo(() => {
    const listings = new Map(
      open
        .filter(({ listing }) => takesOrders(listing))
        .toReversed()
        .flatMap(({ listing }) =>
          [
            terms.instrument(listing.instrument),
            terms.symbol(listing.instrument),
            String(listing.instrument),
          ].map((name) => [bulkName(name), listing] as const),
        ),
    );
    return readBulk(text, {
      listings,
      moneyOf: terms.money,
      clients: new Set(clients.map(({ client }) => client)),
    });
  }, [text, open, terms, clients]);
  const good = lines.filter((line): line is BulkLine & { order: OrderIn } => line.order !== null);
  const sending = useMutation({
    mutationFn: () =>
      deeds.orders(
        trader,
        good.map(({ order }) => order),
      ),
    onSuccess: ({ results }) =>
      setSent(new Map(good.map(({ line }, index) => [line, outcomeOf(results?.[index], t)]))),
    onError: (error) => tell(failureOf(error, t)),
  });
  const change = (next: string): void => {
    type(next);
    setSent(new Map());
    tell(null);
  };
  const stateOf = (line: BulkLine): Outcome =>
    sent.get(line.line) ??
    (line.errors.length > 0
      ? { good: false, text: line.errors.map((error) => t(`trading.bulkError.${error}`)).join('. ') }
      : { good: true, text: t('trading.ready') });
  return (
    <Section title={t('trading.bulk')}>
      <p className={marketClasses.soft}>{t('trading.bulkHint')}</p>
      <FileInput
        size="sm"
        accept=".csv,.tsv,.txt,text/csv"
        label={t('trading.bulkFile')}
        onChange={(file) => void file?.text().then(change)}
      />
      <Textarea
        size="sm"
        label={t('trading.bulkText')}
        autosize
        minRows={3}
        maxRows={12}
        value={text}
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
      />
      {lines.length > 0 && (
        <Scroll>
          <table className={marketClasses.table}>
            <caption className="hidden-but-read">{t('trading.bulkPreview')}</caption>
            <thead>
              <tr>
                <th scope="col" data-number>
                  {t('trading.line')}
                </th>
                <th scope="col">{t('market.instrument')}</th>
                <th scope="col">{t('trading.side')}</th>
                <th scope="col" data-number>
                  {t('market.price')}
                </th>
                <th scope="col" data-number>
                  {t('market.lots')}
                </th>
                <th scope="col">{t('trading.result')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.slice(0, MOST_SHOWN).map((line) => {
                const state = stateOf(line);
                return (
                  <tr key={line.line}>
                    <td data-number>{line.line}</td>
                    <td>{line.cells[0]}</td>
                    <td>{line.cells[1]}</td>
                    <td data-number>{line.cells[2]}</td>
                    <td data-number>{line.cells[3]}</td>
                    <td>
                      <OutcomeText outcome={state} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Scroll>
      )}
      <div className={marketClasses.row}>
        <Button
          disabled={good.length === 0 || sent.size > 0}
          loading={sending.isPending}
          onClick={() => sending.mutate()}
        >
          {t('trading.bulkSend', { count: good.length })}
        </Button>
        <OutcomeLine outcome={outcome} />
      </div>
    </Section>
  );
}

function OutcomeText({ outcome }: { outcome: Outcome }) {
  return <span className={outcome.good ? undefined : marketClasses.sold}>{outcome.text}</span>;
}
