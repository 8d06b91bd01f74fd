import type { Language } from '#base/language.ts';
import { wordQuantity } from './number.ts';

type Sentence = (step: string) => string;

/** Why the interval is what it is: one sentence for each rule of the table of wordings. */
const RULES: { readonly [rule: string]: { readonly [L in Language]: Sentence } } = {
  point: {
    fr: () => 'donnée en entier : la valeur elle-même',
    en: () => 'given in full: the value itself',
    ru: () => 'указано полностью: само значение',
    be: () => 'указана поўнасцю: само значэнне',
  },
  rounded: {
    fr: (step) => `arrondie au dernier chiffre donné (pas : ${step}) : un demi-pas de chaque côté`,
    en: (step) => `rounded at its last digit (step: ${step}): half a step to either side`,
    ru: (step) => `округлено до последней цифры (шаг: ${step}): по половине шага в обе стороны`,
    be: (step) => `акруглена да апошняй лічбы (крок: ${step}): па палове кроку ў абодва бакі`,
  },
  fraction: {
    fr: () =>
      'fraction en toutes lettres : de 4 % au-dessous à 5 % au-dessus ; deux fois plus avec « environ », « près de » ou « plus de »',
    en: () =>
      'a fraction in words: from 4 % below to 5 % above; twice as far with ‘about’, ‘almost’ or ‘more than’',
    ru: () => 'дробь словами: от 4 % ниже до 5 % выше; вдвое дальше со словами «около», «почти», «более»',
    be: () => 'дроб словамі: ад 4 % ніжэй да 5 % вышэй; удвая далей са словамі «каля», «амаль», «больш за»',
  },
  about: {
    fr: (step) => `« environ » : un pas de chaque côté (pas : ${step})`,
    en: (step) => `‘about’: one step to either side (step: ${step})`,
    ru: (step) => `«около»: по шагу в обе стороны (шаг: ${step})`,
    be: (step) => `«каля»: па кроку ў абодва бакі (крок: ${step})`,
  },
  'more-than': {
    fr: (step) =>
      `« plus de » : au-dessus, sans fin connue ; dans les calculs, un pas au plus (pas : ${step})`,
    en: (step) => `‘more than’: above it, with no known end; in sums, one step at most (step: ${step})`,
    ru: (step) => `«более»: выше, без известного предела; в расчётах не больше шага (шаг: ${step})`,
    be: (step) => `«больш за»: вышэй, без вядомай мяжы; у разліках не больш за крок (крок: ${step})`,
  },
  'at-least': {
    fr: (step) => `« au moins » : à partir d’elle ; dans les calculs, un pas au plus (pas : ${step})`,
    en: (step) => `‘at least’: from it upwards; in sums, one step at most (step: ${step})`,
    ru: (step) => `«не менее»: от него и выше; в расчётах не больше шага (шаг: ${step})`,
    be: (step) => `«не менш за»: ад яго і вышэй; у разліках не больш за крок (крок: ${step})`,
  },
  almost: {
    fr: (step) => `« près de » : moins d’un pas au-dessous (pas : ${step})`,
    en: (step) => `‘almost’: less than one step below (step: ${step})`,
    ru: (step) => `«почти»: ниже меньше чем на шаг (шаг: ${step})`,
    be: (step) => `«амаль»: ніжэй менш чым на крок (крок: ${step})`,
  },
  'up-to': {
    fr: () => '« jusqu’à » : de zéro à la valeur',
    en: () => '‘up to’: from zero to the value',
    ru: () => '«до»: от нуля до значения',
    be: () => '«да»: ад нуля да значэння',
  },
};

/** Takes the rule's id and the rounding step (a decimal string in the figure's unit); gives the sentence. */
export function wordRule(rule: string, step: string, unit: string, language: Language): string {
  return RULES[rule]?.[language](wordQuantity([step], unit, language)) ?? rule;
}
