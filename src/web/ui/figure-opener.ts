/** Which button opened the figure card, so that focus finds its way back to it. */
let opener: HTMLElement | null = null;

export function rememberOpener(element: HTMLElement): void {
  opener = element;
}

/** Gives the button that opened the card of a figure; after a deep link the first one of that figure on the page. */
export function openerOf(figure: string): HTMLElement | null {
  if (opener?.isConnected && opener.dataset.figure === figure) return opener;
  return document.querySelector<HTMLElement>(`main [data-figure="${CSS.escape(figure)}"]`);
}
