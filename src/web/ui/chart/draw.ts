/** The drawing library with the parts that Kirmash uses; a chunk of its own, loaded where a chart comes into sight. */
import { BarChart, CustomChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, CustomChart, GridComponent, AriaComponent, SVGRenderer]);

export function draw(host: HTMLElement): EChartsType {
  return init(host, null, { renderer: 'svg' });
}

export type { EChartsCoreOption as ChartOption, EChartsType as Drawing };
