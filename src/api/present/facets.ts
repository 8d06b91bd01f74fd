import type { Static } from 'typebox';
import { pick, type Text } from '#base/language.ts';
import type { Facet } from '#wire/registry.ts';
import { type Presenter, refOf } from './common.ts';

export interface Count {
  readonly facet: string;
  readonly value: string;
  readonly count: number;
}

/** Words for values that are neither entities nor declared: forms, kinds and verdicts of figures. */
const WORDS: { readonly [value: string]: Text } = {
  level: { fr: 'niveau', en: 'level', ru: 'уровень', be: 'узровень' },
  percent: { fr: 'variation en %', en: 'change in %', ru: 'изменение в %', be: 'змяненне ў %' },
  ratio: { fr: 'rapport', en: 'ratio', ru: 'отношение', be: 'адносіна' },
  difference: { fr: 'différence', en: 'difference', ru: 'разница', be: 'розніца' },
  share: { fr: 'part', en: 'share', ru: 'доля', be: 'доля' },
  rank: { fr: 'rang', en: 'rank', ru: 'место', be: 'месца' },
  actual: { fr: 'réalisé', en: 'actual', ru: 'факт', be: 'факт' },
  target: { fr: 'objectif', en: 'target', ru: 'цель', be: 'мэта' },
  forecast: { fr: 'prévision', en: 'forecast', ru: 'прогноз', be: 'прагноз' },
  capacity: { fr: 'capacité', en: 'capacity', ru: 'мощность', be: 'магутнасць' },
  holds: { fr: 'concordent', en: 'agree', ru: 'согласуются', be: 'узгадняюцца' },
  fails: { fr: 'se contredisent', en: 'contradict', ru: 'противоречат', be: 'супярэчаць' },
  cannot_tell: {
    fr: 'indécidable',
    en: 'cannot be told',
    ru: 'нельзя установить',
    be: 'нельга вызначыць',
  },
};

/** Takes the counts; gives the facets in the order in which they came, each value with its label. */
export function facetsOut(
  counts: readonly Count[],
  presenter: Presenter,
  label: (count: Count) => string,
): Static<typeof Facet>[] {
  const facets = new Map<string, Static<typeof Facet>>();
  for (const count of counts) {
    const facet = facets.get(count.facet) ?? { id: count.facet, values: [] };
    facets.set(count.facet, facet);
    const word = WORDS[count.value];
    facet.values.push({
      value: count.value,
      label: label(count) || (word ? pick(word, presenter.language) : refOf(count.value, presenter).name),
      count: count.count,
    });
  }
  return [...facets.values()];
}
