/** Name of the event by which any part of the page asks for the search dialog. */
export const OPEN_SEARCH = 'kirmash:search';

/** Opens the search dialog from wherever it is called. */
export function openSearch(): void {
  window.dispatchEvent(new Event(OPEN_SEARCH));
}
