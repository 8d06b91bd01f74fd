import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';

/** So many rows from the end of what is loaded, the next page is fetched. */
const FETCH_AHEAD_ROWS = 30;
/** Lists up to this length are drawn whole: the browser's own search in the page then finds everything. */
const DRAWN_WHOLE_ROWS = 60;

function onPrint(changed: () => void): () => void {
  const print = window.matchMedia('print');
  print.addEventListener('change', changed);
  return () => print.removeEventListener('change', changed);
}

interface Options {
  count: number;
  estimatedHeight: number;
  keyOf: (index: number) => string;
  more: (() => void) | undefined;
}

/**
 * Which rows are near the window, and how much room those before and after take.
 * The page itself scrolls, not a box inside it, so that phones and keyboards scroll as everywhere.
 */
export function useRowsInSight<Container extends HTMLElement>(options: Options) {
  const { count, estimatedHeight, keyOf, more } = options;
  const container = useRef<Container>(null);
  const [offset, setOffset] = useState(0);
  const printing = useSyncExternalStore(onPrint, () => window.matchMedia('print').matches);
  useLayoutEffect(() => {
    const top = container.current?.getBoundingClientRect().top;
    if (top !== undefined) setOffset(Math.round(top + window.scrollY));
  }, []);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => estimatedHeight,
    getItemKey: keyOf,
    overscan: 12,
    scrollMargin: offset,
  });
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && last >= count - FETCH_AHEAD_ROWS) more();
  }, [last, count, more]);

  const whole = printing || count <= DRAWN_WHOLE_ROWS;
  const indices = whole
    ? Array.from({ length: count }, (_, index) => index)
    : items.map((item) => item.index);
  return {
    container,
    indices,
    before: whole ? 0 : Math.max(0, (items[0]?.start ?? 0) - offset),
    after: whole ? 0 : Math.max(0, virtualizer.getTotalSize() + offset - (items.at(-1)?.end ?? offset)),
    measure: virtualizer.measureElement,
  };
}
