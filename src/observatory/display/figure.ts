/**
 * Figures in words, made from data: wording, value, unit and form. No sentence of a source is repeated here.
 *
 * The wording rules the case of what follows in Russian (more than, about: genitive) and Belarusian (больш за:
 * accusative; каля: genitive), and a change is said with its own prepositions ('рост более чем на 36 %').
 */
import type { Language } from '#base/language.ts';
import type { Period } from '#base/period.ts';
import { type Case, wordNumber, wordQuantity } from './number.ts';
import { wordPeriod } from './period.ts';

/** The columns of a figure that its words come from. Numbers are decimal strings. */
export interface Figure {
  readonly value: string | null;
  /** known, unknown, none or not_due */
  readonly valueState: string;
  readonly unit: string;
  /** level, percent, ratio, difference, share or rank */
  readonly form: string;
  /** exact, about, more_than, at_least, almost or up_to */
  readonly wording: string;
  /** actual, target, forecast or capacity */
  readonly kind: string;
  readonly period: Period | null;
}

export interface FigureWords extends Figure {
  /** The whole of a share or the set of a rank, already in the reader's language. */
  readonly ofWhat?: string | undefined;
  /** The set of a rank is given by the place that holds it ('first in Belarus'), not by its own name. */
  readonly ofPlace?: boolean | undefined;
}

type Phrase = readonly [before: string, wanted: Case];
type Wordings = { readonly [wording: string]: Phrase };

const PLAIN: { readonly [L in Language]: Wordings } = {
  fr: {
    about: ['environ ', 'nominative'],
    more_than: ['plus de ', 'nominative'],
    at_least: ['au moins ', 'nominative'],
    almost: ['près de ', 'nominative'],
    up_to: ['jusqu’à ', 'nominative'],
  },
  en: {
    about: ['about ', 'nominative'],
    more_than: ['more than ', 'nominative'],
    at_least: ['at least ', 'nominative'],
    almost: ['almost ', 'nominative'],
    up_to: ['up to ', 'nominative'],
  },
  ru: {
    about: ['около ', 'genitive'],
    more_than: ['более ', 'genitive'],
    at_least: ['не менее ', 'genitive'],
    almost: ['почти ', 'nominative'],
    up_to: ['до ', 'genitive'],
  },
  be: {
    about: ['каля ', 'genitive'],
    more_than: ['больш за ', 'accusative'],
    at_least: ['не менш за ', 'accusative'],
    almost: ['амаль ', 'nominative'],
    up_to: ['да ', 'genitive'],
  },
};

/** Before 'на' and 'в' Russian and Belarusian say the wording in another way. */
const BEFORE_PREPOSITION: { readonly [L in 'ru' | 'be']: { readonly [wording: string]: string } } = {
  ru: {
    about: 'примерно ',
    more_than: 'более чем ',
    at_least: 'не менее чем ',
    almost: 'почти ',
    up_to: 'не более чем ',
  },
  be: {
    about: 'прыкладна ',
    more_than: 'больш чым ',
    at_least: 'не менш чым ',
    almost: 'амаль ',
    up_to: 'не больш чым ',
  },
};

const KINDS: { readonly [kind: string]: { readonly [L in Language]: string } } = {
  target: { fr: 'objectif : ', en: 'target: ', ru: 'цель: ', be: 'мэта: ' },
  forecast: { fr: 'prévision : ', en: 'forecast: ', ru: 'прогноз: ', be: 'прагноз: ' },
  capacity: { fr: 'capacité : ', en: 'capacity: ', ru: 'мощность: ', be: 'магутнасць: ' },
};

const STATES: { readonly [state: string]: { readonly [L in Language]: string } } = {
  unknown: { fr: 'valeur inconnue', en: 'not known', ru: 'неизвестно', be: 'невядома' },
  none: { fr: 'aucune valeur', en: 'none', ru: 'нет', be: 'няма' },
  not_due: {
    fr: 'pas encore échu',
    en: 'not yet due',
    ru: 'срок ещё не наступил',
    be: 'тэрмін яшчэ не настаў',
  },
};

const DUE: { readonly [L in Language]: string } = {
  fr: 'échéance ',
  en: 'due ',
  ru: 'срок: ',
  be: 'тэрмін: ',
};

const CHANGES: {
  readonly [L in Language]: { readonly up: string; readonly down: string; readonly same: string };
} = {
  fr: { up: 'en hausse de ', down: 'en baisse de ', same: 'inchangé' },
  en: { up: 'up ', down: 'down ', same: 'unchanged' },
  ru: { up: 'рост ', down: 'снижение ', same: 'без изменений' },
  be: { up: 'рост ', down: 'зніжэнне ', same: 'без змен' },
};

function isZero(value: string): boolean {
  return /^-?0*(\.0*)?$/.test(value);
}

function plain(value: string, { unit, wording }: Figure, language: Language): string {
  const [before, wanted] = PLAIN[language][wording] ?? (['', 'nominative'] as const);
  return `${before}${wordQuantity([value], unit, language, wanted)}`;
}

/** 'more than on …': wording, preposition, quantity. */
function prepositional(value: string, figure: Figure, language: Language, preposition: string): string {
  const quantity = wordQuantity([value], figure.unit, language, 'accusative');
  if (language === 'ru' || language === 'be') {
    return `${BEFORE_PREPOSITION[language][figure.wording] ?? ''}${preposition} ${quantity}`;
  }
  return plain(value, figure, language);
}

function change(value: string, figure: Figure, language: Language): string {
  const words = CHANGES[language];
  if (isZero(value)) return words.same;
  const down = value.startsWith('-');
  const size = down ? value.slice(1) : value;
  return `${down ? words.down : words.up}${prepositional(size, figure, language, 'на')}`;
}

/** 'almost 3 times as much': what was multiplied by so much; below one there is no more to speak of. */
function ratio(value: string, figure: Figure, language: Language): string {
  const text = prepositional(value, figure, language, language === 'be' ? 'у' : 'в');
  if (Number(value) < 1) return text;
  return `${text}${{ fr: ' plus', en: ' as much', ru: ' больше', be: ' больш' }[language]}`;
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');

function englishOrdinal(value: string): string {
  const word = ORDINALS[Number(value) - 1];
  if (word) return word;
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(Number(value));
  return `${value}${{ one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' }[rule]}`;
}

/** 'up to fifth' is fifth or better. */
function place(value: string, wording: string, language: Language): string {
  const better = wording === 'up_to';
  const before = wording === 'exact' || better ? '' : (PLAIN[language][wording]?.[0] ?? '');
  switch (language) {
    case 'en':
      return `${before}${englishOrdinal(value)} place${better ? ' or better' : ''}`;
    case 'fr':
      return `${before}${value === '1' ? '1er' : `${value}e`} rang${better ? ' ou mieux' : ''}`;
    case 'ru':
      return better ? `не ниже ${value}-го места` : `${before}${value}-е место`;
    case 'be':
      return better ? `не ніжэй за ${value}-е месца` : `${before}${value}-е месца`;
  }
}

function rank(value: string, { wording, ofWhat, ofPlace }: FigureWords, language: Language): string {
  const text = place(value, wording, language);
  if (!ofWhat) return text;
  if (ofPlace) return `${text} (${ofWhat})`;
  const among = { fr: 'parmi : ', en: 'among: ', ru: 'среди: ', be: 'сярод: ' }[language];
  if (language === 'en' && wording === 'exact') return `${englishOrdinal(value)} among ${ofWhat}`;
  return `${text} (${among}${ofWhat})`;
}

function share(value: string, figure: FigureWords, language: Language): string {
  const text = plain(value, figure, language);
  if (!figure.ofWhat) return text;
  switch (language) {
    case 'en':
      return `${text} of ${figure.ofWhat}`;
    case 'fr':
      return `${text} (part de : ${figure.ofWhat})`;
    case 'ru':
      return `${text} (доля от: ${figure.ofWhat})`;
    case 'be':
      return `${text} (доля ад: ${figure.ofWhat})`;
  }
}

function ordinal(value: string, language: Language): string {
  return `${{ fr: 'n°', en: 'No.', ru: '№', be: '№' }[language]} ${wordNumber(value, language)}`;
}

function known(value: string, figure: FigureWords, language: Language): string {
  switch (figure.form) {
    case 'percent':
    case 'difference':
      return change(value, figure, language);
    case 'ratio':
      return ratio(value, figure, language);
    case 'rank':
      return rank(value, figure, language);
    case 'share':
      return share(value, figure, language);
    default:
      return figure.unit === 'ordinal' ? ordinal(value, language) : plain(value, figure, language);
  }
}

/**
 * Takes a figure; gives it in words: 'more than 53 million dollars', 'рост на 36 %', 'target: 170', 'due 2025'.
 */
export function wordFigure(figure: FigureWords, language: Language): string {
  if (figure.valueState === 'not_due' && figure.period) {
    return `${DUE[language]}${wordPeriod(figure.period, language)}`;
  }
  if (figure.value === null || figure.valueState !== 'known') {
    return (STATES[figure.valueState] ?? STATES.unknown)?.[language] ?? '';
  }
  return `${KINDS[figure.kind]?.[language] ?? ''}${known(figure.value, figure, language)}`;
}

/** 'of more than 800', 'из более чем 800', 'з больш чым 800': a value that something is counted out of. */
export function wordOutOf(figure: FigureWords, language: Language): string {
  const value = figure.value ?? '';
  switch (language) {
    case 'fr':
      return `sur ${plain(value, figure, language)}`;
    case 'en':
      return `of ${plain(value, figure, language)}`;
    case 'ru':
    case 'be': {
      const quantity = wordQuantity([value], figure.unit, language, 'genitive');
      return `${language === 'ru' ? 'из' : 'з'} ${BEFORE_PREPOSITION[language][figure.wording] ?? ''}${quantity}`;
    }
  }
}

export interface Bounds {
  /** Decimal strings; null: no end on that side. */
  readonly low: string | null;
  readonly high: string | null;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

const INTERVALS: {
  readonly [L in Language]: {
    readonly exactly: string;
    readonly span: (texts: readonly string[]) => string;
    readonly above: readonly [string, Case];
    readonly least: readonly [string, Case];
    readonly below: readonly [string, Case];
    readonly most: readonly [string, Case];
    readonly and: string;
    readonly any: string;
  };
} = {
  fr: {
    exactly: 'exactement ',
    span: ([a, b]) => `de ${a} à ${b}`,
    above: ['plus de ', 'nominative'],
    least: ['au moins ', 'nominative'],
    below: ['moins de ', 'nominative'],
    most: ['au plus ', 'nominative'],
    and: ' et ',
    any: 'sans borne',
  },
  en: {
    exactly: 'exactly ',
    span: ([a, b]) => `from ${a} to ${b}`,
    above: ['more than ', 'nominative'],
    least: ['at least ', 'nominative'],
    below: ['less than ', 'nominative'],
    most: ['at most ', 'nominative'],
    and: ' and ',
    any: 'without bounds',
  },
  ru: {
    exactly: 'ровно ',
    span: ([a, b]) => `от ${a} до ${b}`,
    above: ['более ', 'genitive'],
    least: ['не менее ', 'genitive'],
    below: ['менее ', 'genitive'],
    most: ['не более ', 'genitive'],
    and: ' и ',
    any: 'без границ',
  },
  be: {
    exactly: 'роўна ',
    span: ([a, b]) => `ад ${a} да ${b}`,
    above: ['больш за ', 'accusative'],
    least: ['не менш за ', 'accusative'],
    below: ['менш за ', 'accusative'],
    most: ['не больш за ', 'accusative'],
    and: ' і ',
    any: 'без межаў',
  },
};

/** Takes the bounds and their unit; gives the interval in words: 'from 19.45 to 19.55 million dollars'. */
export function wordInterval(bounds: Bounds, unit: string, language: Language): string {
  const words = INTERVALS[language];
  const { low, high, lowOpen, highOpen } = bounds;
  const one = (value: string, [before, wanted]: readonly [string, Case]): string =>
    `${before}${wordQuantity([value], unit, language, wanted)}`;
  if (low === null && high === null) return words.any;
  if (low !== null && low === high) return `${words.exactly}${wordQuantity([low], unit, language)}`;
  if (low === null) return one(high ?? '0', highOpen ? words.below : words.most);
  if (high === null) return one(low, lowOpen ? words.above : words.least);
  if (!lowOpen && !highOpen) return wordQuantity([low, high], unit, language, 'genitive', words.span);
  return `${one(low, lowOpen ? words.above : words.least)}${words.and}${one(high, highOpen ? words.below : words.most)}`;
}
