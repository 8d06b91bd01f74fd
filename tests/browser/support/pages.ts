/** One address of every kind of page, for what must hold on all of them. */
export const PAGES = [
  '/',
  '/?size=agreements&extent=near',
  '/search?q=minsk',
  '/market',
  '/market/sessions',
  '/market/sessions/1',
  '/market/instruments',
  '/market/instruments/1',
  '/market/quotations',
  '/market/join',
  '/market/accreditation',
  '/market/trade',
  '/entities',
  '/entities?kind=agreement',
  '/entities/tajikistan',
  '/entities/grodno',
  '/pairs',
  '/pairs/belarus/tajikistan',
  '/commitments',
  '/network',
  '/network?view=map',
  '/figures',
  '/figures/article-06-o4',
  '/remarks',
  '/sources',
  '/sources/note-48',
  '/entities/nothing-of-this-name',
  '/no-such-page',
] as const;

/** What the browser logs for addresses that give nothing, on purpose. */
export const NOT_FOUND = /status of 404/;
