import type { Kind } from '#registry/declaration.ts';
import { hsCode, typeProperty } from '#registry/properties.ts';

const types = {
  'group-of-goods': {
    fr: 'groupe de marchandises',
    en: 'group of goods',
    ru: 'группа товаров',
    be: 'група тавараў',
  },
  good: { fr: 'marchandise', en: 'good', ru: 'товар', be: 'тавар' },
  resource: {
    fr: 'ressource éducative',
    en: 'educational resource',
    ru: 'образовательный ресурс',
    be: 'адукацыйны рэсурс',
  },
};

export const product: Kind = {
  id: 'product',
  group: 'good',
  label: {
    one: { fr: 'produit', en: 'product', ru: 'товар', be: 'тавар' },
    many: { fr: 'produits', en: 'products', ru: 'товары', be: 'тавары' },
  },
  description: {
    fr: 'Marchandise, groupe de marchandises ou service, tel que les sources le nomment.',
    en: 'A good, a group of goods or a service, as sources name it.',
    ru: 'Товар, группа товаров или услуга, как их называют источники.',
    be: 'Тавар, група тавараў або паслуга, як іх называюць крыніцы.',
  },
  types,
  properties: [typeProperty(types), hsCode],
  columns: ['hs-code'],
};
