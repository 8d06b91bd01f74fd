import type { Kind } from '#registry/declaration.ts';
import { typeProperty } from '#registry/properties.ts';

const types = {
  'trade-mark': {
    fr: 'marque commerciale',
    en: 'trade mark',
    ru: 'товарный знак',
    be: 'таварны знак',
  },
  exhibition: {
    fr: 'marque nationale d’exposition',
    en: 'national exhibition brand',
    ru: 'национальный выставочный бренд',
    be: 'нацыянальны выставачны брэнд',
  },
};

export const brand: Kind = {
  id: 'brand',
  group: 'good',
  label: {
    one: { fr: 'marque', en: 'brand', ru: 'торговая марка', be: 'гандлёвая марка' },
    many: { fr: 'marques', en: 'brands', ru: 'торговые марки', be: 'гандлёвыя маркі' },
  },
  description: {
    fr: 'Nom sous lequel des produits sont vendus ou exposés.',
    en: 'A name under which products are sold or exhibited.',
    ru: 'Название, под которым товары продаются или выставляются.',
    be: 'Назва, пад якой тавары прадаюцца або выстаўляюцца.',
  },
  types,
  properties: [typeProperty(types)],
  columns: [],
};
