/** A chart in the look of the page. What it shows must also stand on the page as text or a table. */
import { useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { colours } from '../theme.ts';
import classes from './chart.module.css';
import type { ChartOption, Drawing } from './draw.ts';

/** What an option needs to look like the page: a canvas reads no variables. */
export interface ChartLook {
  readonly colour: (name: string) => string;
  readonly fontFamily: string;
  /** The size of small text, in CSS pixels at the reader's zoom. */
  readonly fontSize: number;
  readonly animation: boolean;
}

interface Props {
  /** What the chart says, for those who do not see it. */
  label: string;
  option: (look: ChartLook) => ChartOption;
  /** Called with the place of the datum that was clicked. */
  onChoose?: (at: number) => void;
}

export function Chart({ label, option, onChoose }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  const { fontFamily } = useMantineTheme();
  const still = useReducedMotion();
  useWhenInSight(host, setDrawing);

  useEffect(() => {
    if (drawing === null || host.current === null) return;
    const scheme = colours(dark);
    const look: ChartLook = {
      colour: (name) => scheme[name] ?? 'currentColor',
      fontFamily,
      fontSize: Number.parseFloat(getComputedStyle(host.current).fontSize),
      animation: !still,
    };
    drawing.setOption(option(look), { notMerge: true });
  }, [drawing, dark, fontFamily, still, option]);

  useEffect(() => {
    if (drawing === null || onChoose === undefined) return;
    drawing.on('click', (event) => onChoose(event.dataIndex));
    return () => void drawing.off('click');
  }, [drawing, onChoose]);

  return <div ref={host} className={classes.chart} role="img" aria-label={label} />;
}

/** Loads the drawing library once the host comes near the window; draws anew when the host changes its size. */
function useWhenInSight(
  host: React.RefObject<HTMLDivElement | null>,
  ready: (drawing: Drawing | null) => void,
): void {
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let gone = false;
    let drawing: Drawing | null = null;
    const size = new ResizeObserver(() => drawing?.resize());
    const sight = new IntersectionObserver(
      async (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        sight.disconnect();
        const { draw } = await import('./draw.ts');
        if (gone) return;
        drawing = draw(element);
        size.observe(element);
        ready(drawing);
      },
      { rootMargin: '25%' },
    );
    sight.observe(element);
    return () => {
      gone = true;
      sight.disconnect();
      size.disconnect();
      drawing?.dispose();
      ready(null);
    };
  }, [host, ready]);
}
