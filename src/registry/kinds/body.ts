import type { Kind } from '#registry/declaration.ts';
import { founded, typeProperty } from '#registry/properties.ts';

const types = {
  'intergovernmental-commission': {
    fr: 'commission intergouvernementale',
    en: 'intergovernmental commission',
    ru: 'межправительственная комиссия',
    be: 'міжурадавая камісія',
  },
  'working-group': {
    fr: 'groupe de travail',
    en: 'working group',
    ru: 'рабочая группа',
    be: 'рабочая група',
  },
  'business-council': {
    fr: 'conseil d’affaires',
    en: 'business council',
    ru: 'совет делового сотрудничества',
    be: 'савет дзелавога супрацоўніцтва',
  },
  council: { fr: 'conseil', en: 'council', ru: 'совет', be: 'савет' },
  committee: { fr: 'comité', en: 'committee', ru: 'комитет', be: 'камітэт' },
  group: {
    fr: 'ensemble d’instances',
    en: 'group of bodies',
    ru: 'группа органов',
    be: 'група органаў',
  },
};

export const body: Kind = {
  id: 'body',
  group: 'organisation',
  label: {
    one: {
      fr: 'instance de coopération',
      en: 'cooperation body',
      ru: 'орган сотрудничества',
      be: 'орган супрацоўніцтва',
    },
    many: {
      fr: 'instances de coopération',
      en: 'cooperation bodies',
      ru: 'органы сотрудничества',
      be: 'органы супрацоўніцтва',
    },
  },
  description: {
    fr: 'Commission, conseil, comité ou groupe de travail que deux parties ou plus tiennent ensemble.',
    en: 'A commission, council, committee or working group that two or more parties hold together.',
    ru: 'Комиссия, совет, комитет или рабочая группа, которые ведут две стороны или более.',
    be: 'Камісія, савет, камітэт або рабочая група, якія вядуць два бакі або больш.',
  },
  types,
  properties: [typeProperty(types), founded],
  columns: ['type'],
};
