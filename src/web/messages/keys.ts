/**
 * The sections of the message files, so that a key that does not exist fails to compile. A new section is a file
 * in each of the four languages and one line here.
 */
import 'i18next';
import type account from './en/account.json';
import type accreditation from './en/accreditation.json';
import type card from './en/card.json';
import type cite from './en/cite.json';
import type doubt from './en/doubt.json';
import type entity from './en/entity.json';
import type figure from './en/figure.json';
import type frame from './en/frame.json';
import type lists from './en/lists.json';
import type map from './en/map.json';
import type market from './en/market.json';
import type month from './en/month.json';
import type network from './en/network.json';
import type pair from './en/pair.json';
import type part from './en/part.json';
import type period from './en/period.json';
import type print from './en/print.json';
import type problem from './en/problem.json';
import type rejection from './en/rejection.json';
import type search from './en/search.json';
import type shortcut from './en/shortcut.json';
import type source from './en/source.json';
import type start from './en/start.json';
import type state from './en/state.json';
import type table from './en/table.json';
import type timeline from './en/timeline.json';
import type trading from './en/trading.json';

export interface Messages {
  account: typeof account;
  accreditation: typeof accreditation;
  card: typeof card;
  cite: typeof cite;
  doubt: typeof doubt;
  entity: typeof entity;
  figure: typeof figure;
  frame: typeof frame;
  lists: typeof lists;
  map: typeof map;
  market: typeof market;
  month: typeof month;
  network: typeof network;
  pair: typeof pair;
  part: typeof part;
  period: typeof period;
  print: typeof print;
  problem: typeof problem;
  rejection: typeof rejection;
  search: typeof search;
  shortcut: typeof shortcut;
  source: typeof source;
  start: typeof start;
  state: typeof state;
  table: typeof table;
  timeline: typeof timeline;
  trading: typeof trading;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Messages };
    returnNull: false;
  }
}
