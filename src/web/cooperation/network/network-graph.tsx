/** The network drawn by the chart library, which is loaded with this file and nowhere else. */
import { useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useElementSize, useReducedMotion } from '@mantine/hooks';
import { GraphChart } from 'echarts/charts';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef, useState } from 'react';
import { colours } from '#web/ui/theme.ts';
import { arrange } from './arrange.ts';
import { graphOption } from './graph-option.ts';
import type { Network } from './model.ts';
import classes from './network.module.css';

use([GraphChart, SVGRenderer]);

interface Props {
  network: Network;
  chosen: string | undefined;
  label: string;
  onChoose: (id: string) => void;
}

export default function NetworkGraph({ network, chosen, label, onChoose }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<EChartsType | null>(null);
  const dark = useComputedColorScheme('light') === 'dark';
  const { fontFamily } = useMantineTheme();
  const still = useReducedMotion();
  const { ref: frame, width } = useElementSize();
  const arrangement = useMemo(() => arrange(network, width || 1), [network, width]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const made = init(element, null, { renderer: 'svg' });
    setDrawing(made);
    return () => made.dispose();
  }, []);

  useEffect(() => {
    if (!drawing || !host.current || width === 0) return;
    drawing.resize();
    const scheme = colours(dark);
    const look = {
      colour: (name: string) => scheme[name] ?? 'currentColor',
      fontFamily: fontFamily ?? 'sans-serif',
      fontSize: Number.parseFloat(getComputedStyle(host.current).fontSize),
      animation: !still,
    };
    drawing.setOption(graphOption(network, arrangement, chosen, look), { notMerge: true });
  }, [drawing, network, arrangement, width, chosen, dark, fontFamily, still]);

  useEffect(() => {
    if (!drawing) return;
    drawing.on('click', { dataType: 'node' }, ({ dataIndex }) => {
      const node = network.nodes[dataIndex];
      if (node) onChoose(node.id);
    });
    return () => void drawing.off('click');
  }, [drawing, network, onChoose]);

  return (
    <div ref={frame} className={classes.graph}>
      <div ref={host} role="img" aria-label={label} style={{ blockSize: arrangement.height }} />
    </div>
  );
}
