/** For which trader the reader acts; the live line is opened for the same. */
import { useAccount } from '#web/account/use-account.ts';

export interface Trader {
  readonly trader: number;
  readonly participant: number;
}

/** undefined: not known yet; null: the reader is no trader of this market. */
export function useTrader(): Trader | null | undefined {
  const account = useAccount();
  if (account.data === undefined) return account.error ? null : undefined;
  const { acting, callers } = account.data;
  const caller = acting?.role === 'trader' ? acting : callers.find(({ role }) => role === 'trader');
  return caller === undefined ? null : { trader: caller.trader, participant: caller.participant };
}
