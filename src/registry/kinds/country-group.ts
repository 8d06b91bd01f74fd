import type { Kind } from '#registry/declaration.ts';

export const countryGroup: Kind = {
  id: 'country-group',
  group: 'place',
  label: {
    one: { fr: 'groupe de pays', en: 'group of countries', ru: 'группа стран', be: 'група краін' },
    many: { fr: 'groupes de pays', en: 'groups of countries', ru: 'группы стран', be: 'групы краін' },
  },
  description: {
    fr: 'Ensemble de pays sans organisation commune, tel que les sources le nomment.',
    en: 'Countries that sources name together, without an organisation of their own.',
    ru: 'Страны, которые источники называют вместе, без общей организации.',
    be: 'Краіны, якія крыніцы называюць разам, без агульнай арганізацыі.',
  },
  properties: [],
  columns: [],
};
