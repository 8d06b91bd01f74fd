/** Wording: figures, periods, intervals and locators as a reader of each language would write them. */
export { type Figure, type FigureWords, wordFigure, wordInterval, wordOutOf } from './display/figure.ts';
export { wordLocator } from './display/locator.ts';
export { wordNumber } from './display/number.ts';
export { wordPeriod } from './display/period.ts';
export { wordRule } from './display/rule.ts';
