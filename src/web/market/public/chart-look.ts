/** What all charts of the market share: colours and type of the page. */
import { useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useElementSize, useReducedMotion } from '@mantine/hooks';
import { type EChartsCoreOption, type EChartsType, init } from 'echarts/core';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { colours } from '#web/ui/theme.ts';

export interface Look {
  colour(name: string): string;
  readonly fontFamily: string;
  readonly animation: boolean;
}

/** Draws an option into an element, anew when it or its room or the colours change. */
export function useChart(option: (look: Look) => EChartsCoreOption): {
  frame: (element: HTMLDivElement | null) => void;
  host: RefObject<HTMLDivElement | null>;
} {
  const host = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<EChartsType | null>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  const { fontFamily } = useMantineTheme();
  const still = useReducedMotion();
  const { ref: frame, width } = useElementSize<HTMLDivElement>();
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const made = init(element, null, { renderer: 'svg' });
    setDrawing(made);
    return () => made.dispose();
  }, []);
  useEffect(() => {
    if (!drawing || width === 0) return;
    drawing.resize();
    const scheme = colours(dark);
    drawing.setOption(
      option({
        colour: (name) => scheme[name] ?? 'currentColor',
        fontFamily: fontFamily ?? 'sans-serif',
        animation: !still,
      }),
      { notMerge: true },
    );
  }, [drawing, option, width, dark, fontFamily, still]);
  return { frame, host };
}

/** Axis lines and labels in the page's colours. */
export function axisLook({ colour }: Look): object {
  return {
    axisLine: { lineStyle: { color: colour('line-strong') } },
    axisTick: { show: false },
    axisLabel: { color: colour('ink-soft'), hideOverlap: true },
    splitLine: { lineStyle: { color: colour('line') } },
  };
}
