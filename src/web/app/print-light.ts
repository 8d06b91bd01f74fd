/** Paper is white: pages are printed in the light scheme whatever the reader reads in. */
const SCHEME = 'data-mantine-color-scheme';

/** Call once at start. */
export function printInLight(): void {
  const root = document.documentElement;
  let read: string | null = null;
  window.addEventListener('beforeprint', () => {
    read = root.getAttribute(SCHEME);
    root.setAttribute(SCHEME, 'light');
  });
  window.addEventListener('afterprint', () => {
    if (read !== null) root.setAttribute(SCHEME, read);
  });
}
