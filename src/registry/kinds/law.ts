import type { Kind, Lifecycle } from '#registry/declaration.ts';
import { adopted, documentNumber, inForce, stateProperty, typeProperty } from '#registry/properties.ts';

const lifecycle: Lifecycle = {
  property: 'state',
  states: [
    { id: 'draft', label: { fr: 'projet', en: 'draft', ru: 'проект', be: 'праект' }, tone: 'open' },
    {
      id: 'approved',
      label: {
        fr: 'approuvé, non promulgué',
        en: 'approved, not yet signed into law',
        ru: 'одобрен, не подписан',
        be: 'ухвалены, не падпісаны',
      },
      tone: 'open',
    },
    {
      id: 'in-force',
      label: { fr: 'en vigueur', en: 'in force', ru: 'действует', be: 'дзейнічае' },
      tone: 'done',
    },
    {
      id: 'repealed',
      label: { fr: 'abrogé', en: 'repealed', ru: 'отменён', be: 'скасаваны' },
      tone: 'stopped',
    },
  ],
  transitions: [
    { from: 'draft', to: 'approved' },
    { from: 'approved', to: 'in-force' },
    { from: 'in-force', to: 'repealed' },
  ],
};

const types = {
  law: { fr: 'loi', en: 'law', ru: 'закон', be: 'закон' },
  decree: { fr: 'décret', en: 'decree', ru: 'указ', be: 'указ' },
  directive: { fr: 'directive', en: 'directive', ru: 'директива', be: 'дырэктыва' },
  amendment: {
    fr: 'loi modificative',
    en: 'amending law',
    ru: 'закон о внесении изменений',
    be: 'закон аб унясенні змяненняў',
  },
};

export const law: Kind = {
  id: 'law',
  group: 'deal',
  label: {
    one: { fr: 'acte juridique', en: 'legal act', ru: 'правовой акт', be: 'прававы акт' },
    many: { fr: 'actes juridiques', en: 'legal acts', ru: 'правовые акты', be: 'прававыя акты' },
  },
  description: {
    fr: 'Loi, décret ou directive d’un État, et ses modifications.',
    en: 'A law, decree or directive of a state, and amendments to one.',
    ru: 'Закон, указ или директива государства и поправки к ним.',
    be: 'Закон, указ або дырэктыва дзяржавы і папраўкі да іх.',
  },
  types,
  properties: [typeProperty(types), stateProperty(lifecycle.states), documentNumber, adopted, inForce],
  columns: ['type', 'state', 'adopted'],
  lifecycle,
};
