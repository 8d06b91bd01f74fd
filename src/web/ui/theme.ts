/**
 * The one place of colours and sizes. Components use Mantine's props and the variables `--k-…` given here;
 * `theme.test.ts` fails on a colour or a pixel written anywhere else.
 * Contrast of every text colour on its ground is 4.5:1 or more in both schemes (tested).
 */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/** The accent: cornflower. */
const cornflower: MantineColorsTuple = [
  '#eef3fc',
  '#dbe5f7',
  '#b6c9ee',
  '#8fb2f2',
  '#6b93df',
  '#4a77cb',
  '#3865ba',
  '#2c58a8',
  '#234788',
  '#1a3667',
];

const ink: MantineColorsTuple = [
  '#f6f7f8',
  '#eceef0',
  '#dcdfe3',
  '#c2c7cd',
  '#9ba2ab',
  '#757d88',
  '#59616b',
  '#414851',
  '#2a2f36',
  '#171a1f',
];

const dark: MantineColorsTuple = [
  '#e4e7ea',
  '#b9bfc7',
  '#99a1ab',
  '#6d7580',
  '#434a54',
  '#343a43',
  '#272c33',
  '#1d2127',
  '#16191e',
  '#101216',
];

/** Colours that carry meaning; each also has a word, a sign or a weight beside it. */
interface Scheme {
  readonly [name: string]: string;
}

export const LIGHT: Scheme = {
  ground: '#fbfbfa',
  surface: '#ffffff',
  sunken: '#f2f3f3',
  line: '#dfe2e5',
  'line-strong': '#8a929c',
  ink: '#171a1f',
  'ink-soft': '#4d555f',
  accent: '#2c58a8',
  'accent-soft': '#e8effb',
  'on-accent': '#ffffff',
  focus: '#2c58a8',
  rise: '#00695c',
  fall: '#a63c06',
  bought: '#1f5fa8',
  sold: '#a34708',
  done: '#00695c',
  due: '#4d555f',
  overdue: '#a8261c',
  'done-soft': '#e2f2ee',
  'due-soft': '#eceef0',
  'overdue-soft': '#fbe9e7',
  doubt: '#855600',
  'doubt-soft': '#fdf3dc',
  mark: '#ffe9a8',
  'on-mark': '#171a1f',
  water: '#eef2f6',
  land: '#e0e2de',
  concerned: '#cdd3d8',
  home: '#9fb6dd',
  border: '#ffffff',
  bubble: '#2c58a8',
  'bubble-other': '#b4560b',
  scrim: 'rgb(23 26 31 / 45%)',
  'qr-ground': '#ffffff',
  'qr-ink': '#171a1f',
};

export const DARK: Scheme = {
  ground: '#131519',
  surface: '#1a1d22',
  sunken: '#0e1013',
  line: '#30353d',
  'line-strong': '#757e8a',
  ink: '#e6e8eb',
  'ink-soft': '#a9b1bb',
  accent: '#8fb2f2',
  'accent-soft': '#1e2a3f',
  'on-accent': '#101216',
  focus: '#8fb2f2',
  rise: '#55c7b2',
  fall: '#f0955f',
  bought: '#82b3f0',
  sold: '#ef9d5c',
  done: '#55c7b2',
  due: '#a9b1bb',
  overdue: '#ff9488',
  'done-soft': '#16302c',
  'due-soft': '#272c33',
  'overdue-soft': '#3b1d1a',
  doubt: '#e3b04b',
  'doubt-soft': '#33290f',
  mark: '#5c4a12',
  'on-mark': '#f4ecd2',
  water: '#161b22',
  land: '#2a2f36',
  concerned: '#3d454f',
  home: '#3f5f96',
  border: '#161b22',
  bubble: '#8fb2f2',
  'bubble-other': '#ef9d5c',
  scrim: 'rgb(0 0 0 / 60%)',
  // Cameras read dark on light alone.
  'qr-ground': '#ffffff',
  'qr-ink': '#171a1f',
};

/** Sizes that do not follow the scheme: a rhythm of four pixels, written in rem so that a reader's zoom holds. */
const SIZES: Scheme = {
  hair: '1px',
  'focus-width': '2px',
  's-1': '0.25rem',
  's-2': '0.5rem',
  's-3': '0.75rem',
  's-4': '1rem',
  's-5': '1.25rem',
  's-6': '1.5rem',
  's-8': '2rem',
  's-12': '3rem',
  's-16': '4rem',
  'page-width': '84rem',
  'page-side': 'max(1.25rem, calc((100% - 84rem) / 2 + 1.25rem))',
  'reading-width': '44rem',
  'panel-width': '26rem',
  'filter-width': '15rem',
  'header-height': '3.25rem',
  'tabs-height': '2.5rem',
  'door-bar-height': '3.5rem',
  'search-width': '38rem',
  'row-height': '2.25rem',
  target: '2rem',
  icon: '1.125rem',
  'icon-small': '0.875rem',
  'list-height': 'calc(100dvh - 18rem)',
  'list-height-least': '22rem',
  'map-height': '30rem',
  'graph-height': '36rem',
  'chart-width': '23rem',
  'side-width': '20rem',
  'label-width': '11rem',
  'tracking-caps': '0.04em',
};

export const theme = createTheme({
  primaryColor: 'cornflower',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  // Mantine chooses the text on the accent for one scheme and keeps it in the other.
  variantColorResolver: (input) => {
    const usual = defaultVariantColorsResolver(input);
    return input.variant === 'filled' && (input.color ?? 'cornflower') === 'cornflower'
      ? { ...usual, color: 'var(--k-on-accent)' }
      : usual;
  },
  colors: { cornflower, ink, dark },
  fontFamily: '"IBM Plex Sans", system-ui, sans-serif',
  fontFamilyMonospace: '"IBM Plex Mono", ui-monospace, monospace',
  headings: {
    fontFamily: '"IBM Plex Sans", system-ui, sans-serif',
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '2.25rem' },
      h2: { fontSize: '1.25rem', lineHeight: '1.75rem' },
      h3: { fontSize: '1rem', lineHeight: '1.5rem' },
      h4: { fontSize: '0.875rem', lineHeight: '1.25rem' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  lineHeights: { xs: '1.333', sm: '1.43', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  radius: { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

function variables(scheme: Scheme): Record<string, string> {
  return Object.fromEntries(Object.entries(scheme).map(([name, value]) => [`--k-${name}`, value]));
}

/** What charts need as plain values, since a canvas reads no variables. */
export function colours(dark: boolean): Scheme {
  return dark ? DARK : LIGHT;
}

export const cssVariables: CSSVariablesResolver = () => ({
  variables: variables(SIZES),
  light: {
    ...variables(LIGHT),
    '--mantine-color-body': LIGHT.ground as string,
    '--mantine-color-text': LIGHT.ink as string,
    '--mantine-color-dimmed': LIGHT['ink-soft'] as string,
    '--mantine-color-anchor': LIGHT.accent as string,
    '--mantine-color-default-border': LIGHT['line-strong'] as string,
    '--mantine-color-placeholder': LIGHT['ink-soft'] as string,
    '--mantine-color-error': LIGHT.overdue as string,
  },
  dark: {
    ...variables(DARK),
    '--mantine-color-body': DARK.ground as string,
    '--mantine-color-text': DARK.ink as string,
    '--mantine-color-dimmed': DARK['ink-soft'] as string,
    '--mantine-color-anchor': DARK.accent as string,
    '--mantine-color-default-border': DARK['line-strong'] as string,
    '--mantine-color-placeholder': DARK['ink-soft'] as string,
    '--mantine-color-error': DARK.overdue as string,
  },
});
