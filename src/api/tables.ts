/** The columns of lists as tables, with headers in four languages. */
import type { Label, Language } from '#base/language.ts';
import type { PeriodOut, Ref } from '#wire/common.ts';
import type {
  CommitmentItem,
  EntityItem,
  FigureItem,
  HistoryItem,
  IdentityOut,
  RemarkOut,
  SourceItem,
} from '#wire/registry.ts';
import type { Column } from './csv.ts';

function label(fr: string, en: string, ru: string, be: string): Label {
  return { fr, en, ru, be };
}

const FROM = label('début', 'from', 'с', 'з');
const TO = label('fin', 'to', 'по', 'па');
const ID = label('identifiant', 'id', 'идентификатор', 'ідэнтыфікатар');
const KIND = label('catégorie', 'kind', 'категория', 'катэгорыя');
const TYPE = label('type', 'type', 'вид', 'від');
const NAME = label('nom', 'name', 'название', 'назва');
const STATE = label('état', 'state', 'состояние', 'стан');
const TEXT = label('texte', 'text', 'текст', 'тэкст');
const SOURCE = label('source', 'source', 'источник', 'крыніца');
const SOURCE_NAME = label('titre de la source', 'title of the source', 'название источника', 'назва крыніцы');
const LOCATOR = label('emplacement', 'locator', 'место в источнике', 'месца ў крыніцы');
const NEAR = label('probablement de', 'probably from', 'вероятно, из', 'верагодна, з');
const DOUBT = label('doute', 'doubt', 'сомнение', 'сумненне');
const FIGURES = label('chiffres', 'figures', 'показатели', 'паказчыкі');
const RELATIONS = label('relations', 'relations', 'связи', 'сувязі');

function period<Item>(of: (item: Item) => PeriodOut | null): Column<Item>[] {
  return [
    { header: FROM, value: (item) => of(item)?.from },
    { header: TO, value: (item) => of(item)?.to },
  ];
}

interface Cited {
  readonly citation: {
    source: string;
    sourceName: string;
    locator: string;
    near: Ref | null;
    doubt: string | null;
  };
}

const CITATION: readonly Column<Cited>[] = [
  { header: SOURCE, value: ({ citation }) => citation.source },
  { header: SOURCE_NAME, value: ({ citation }) => citation.sourceName },
  { header: LOCATOR, value: ({ citation }) => citation.locator },
  { header: NEAR, value: ({ citation }) => citation.near?.id },
  { header: DOUBT, value: ({ citation }) => citation.doubt },
];

const refs = (list: readonly Ref[]): string => list.map(({ name }) => name).join('; ');

/** The columns that every entity has; a list of one kind adds those that the kind declares. */
export const ENTITY_TABLE: readonly Column<EntityItem>[] = [
  { header: ID, value: (item) => item.id },
  { header: KIND, value: (item) => item.kind },
  { header: TYPE, value: (item) => item.type },
  { header: NAME, value: (item) => item.name },
  ...(['fr', 'en', 'ru', 'be'] as const).map(
    (language: Language): Column<EntityItem> => ({
      header: label(
        `nom (${language})`,
        `name (${language})`,
        `название (${language})`,
        `назва (${language})`,
      ),
      value: (item) => item.names[language],
    }),
  ),
  ...period<EntityItem>((item) => item.period),
  { header: label('lieux', 'places', 'места', 'месцы'), value: (item) => refs(item.places) },
  { header: label('latitude', 'latitude', 'широта', 'шырата'), value: (item) => item.point?.[0] },
  { header: label('longitude', 'longitude', 'долгота', 'даўгата'), value: (item) => item.point?.[1] },
  { header: STATE, value: (item) => item.state },
  { header: RELATIONS, value: (item) => item.relations },
  { header: FIGURES, value: (item) => item.figures },
  { header: label('doutes', 'doubts', 'сомнения', 'сумненні'), value: (item) => item.doubts },
];

export const FIGURE_TABLE: readonly Column<FigureItem>[] = [
  { header: ID, value: (item) => item.id },
  { header: label('mesure', 'measure', 'показатель', 'паказчык'), value: (item) => item.measure.id },
  {
    header: label('libellé de la mesure', 'name of the measure', 'название показателя', 'назва паказчыка'),
    value: (item) => item.measure.label,
  },
  { header: label('territoire', 'area', 'территория', 'тэрыторыя'), value: (item) => item.area.id },
  {
    header: label('nom du territoire', 'name of the area', 'название территории', 'назва тэрыторыі'),
    value: (item) => item.area.name,
  },
  { header: label('partenaire', 'partner', 'партнёр', 'партнёр'), value: (item) => item.partner?.id },
  {
    header: label('nom du partenaire', 'name of the partner', 'название партнёра', 'назва партнёра'),
    value: (item) => item.partner?.name,
  },
  { header: label('produit', 'product', 'товар', 'тавар'), value: (item) => item.product?.id },
  {
    header: label('nom du produit', 'name of the product', 'название товара', 'назва тавару'),
    value: (item) => item.product?.name,
  },
  ...period<FigureItem>((item) => item.period),
  {
    header: label('période déduite', 'period inferred', 'период выведен', 'перыяд выведзены'),
    value: (item) => item.periodInferred,
  },
  { header: label('base', 'basis', 'базис', 'базіс'), value: (item) => item.basis },
  { header: label('rapporté à', 'of what', 'от чего', 'ад чаго'), value: (item) => item.ofWhat?.text },
  { header: label('forme', 'form', 'форма', 'форма'), value: (item) => item.form },
  {
    header: label('base, début', 'base from', 'база с', 'база з'),
    value: (item) => item.base?.from,
  },
  { header: label('base, fin', 'base to', 'база по', 'база па'), value: (item) => item.base?.to },
  { header: label('valeur', 'value', 'значение', 'значэнне'), value: (item) => item.value },
  {
    header: label('état de la valeur', 'state of the value', 'состояние значения', 'стан значэння'),
    value: (item) => item.valueState,
  },
  { header: label('unité', 'unit', 'единица', 'адзінка'), value: (item) => item.unit },
  { header: label('borne basse', 'low', 'нижняя граница', 'ніжняя мяжа'), value: (item) => item.low },
  { header: label('borne haute', 'high', 'верхняя граница', 'верхняя мяжа'), value: (item) => item.high },
  {
    header: label('borne basse exclue', 'low open', 'нижняя исключена', 'ніжняя выключана'),
    value: (item) => item.lowOpen,
  },
  {
    header: label('borne haute exclue', 'high open', 'верхняя исключена', 'верхняя выключана'),
    value: (item) => item.highOpen,
  },
  { header: label('précision', 'wording', 'формулировка', 'фармулёўка'), value: (item) => item.wording },
  { header: label('nature', 'kind', 'вид значения', 'від значэння'), value: (item) => item.kind },
  { header: label('dérivé', 'derived', 'расчётное', 'разліковае'), value: (item) => item.derived },
  { header: label('simulé', 'simulated', 'условное', 'умоўнае'), value: (item) => item.simulated },
  { header: TEXT, value: (item) => item.text },
  { header: label('remarque', 'note', 'примечание', 'заўвага'), value: (item) => item.note },
  {
    header: label('verdict', 'conflict', 'согласие источников', 'згода крыніц'),
    value: (item) => item.conflict,
  },
  ...CITATION,
];

export const COMMITMENT_TABLE: readonly Column<CommitmentItem>[] = [
  { header: ID, value: (item) => item.id },
  { header: NAME, value: (item) => item.name },
  { header: STATE, value: (item) => item.state.label },
  {
    header: label('échéance, début', 'due from', 'срок с', 'тэрмін з'),
    value: (item) => item.due?.from,
  },
  { header: label('échéance, fin', 'due to', 'срок по', 'тэрмін па'), value: (item) => item.due?.to },
  { header: label('en retard', 'overdue', 'просрочено', 'пратэрмінавана'), value: (item) => item.overdue },
  { header: label('espoir', 'hope', 'надежда', 'спадзяванне'), value: (item) => item.hope },
  { header: label('qui', 'who', 'кто', 'хто'), value: (item) => refs(item.who) },
  {
    header: label('dans le cadre de', 'under', 'в рамках', 'у рамках'),
    value: (item) => item.under?.name,
  },
  {
    header: label('objectif chiffré', 'target', 'целевая цифра', 'мэтавая лічба'),
    value: (item) => item.target,
  },
  ...CITATION,
];

export const SOURCE_TABLE: readonly Column<SourceItem>[] = [
  { header: ID, value: (item) => item.id },
  { header: TYPE, value: (item) => item.type },
  { header: label('titre', 'title', 'название', 'назва'), value: (item) => item.name },
  { header: label('auteur', 'author', 'автор', 'аўтар'), value: (item) => item.author },
  { header: label('éditeur', 'publisher', 'издатель', 'выдавец'), value: (item) => item.publisher },
  { header: label('année', 'year', 'год', 'год'), value: (item) => item.year },
  { header: label('adresse', 'address', 'адрес', 'адрас'), value: (item) => item.url },
  { header: label('partie de', 'part of', 'часть', 'частка'), value: (item) => item.partOf?.name },
  {
    header: label('affirmations', 'statements', 'утверждения', 'сцвярджэнні'),
    value: (item) => item.statements,
  },
  { header: FIGURES, value: (item) => item.figures },
  { header: NEAR, value: (item) => item.near },
];

export const HISTORY_TABLE: readonly Column<HistoryItem>[] = [
  { header: label('numéro', 'number', 'номер', 'нумар'), value: (item) => item.recording },
  { header: label('enregistré', 'recorded', 'записано', 'запісана'), value: (item) => item.recorded },
  { header: label('auteur', 'author', 'автор', 'аўтар'), value: (item) => item.author },
  { header: label('acte', 'act', 'действие', 'дзеянне'), value: (item) => item.kind },
  {
    header: label('jeu de données', 'data set', 'набор данных', 'набор даных'),
    value: (item) => item.dataSet,
  },
  { header: label('remarque', 'note', 'примечание', 'заўвага'), value: (item) => item.note },
  { header: label('ajoutés', 'added', 'добавлено', 'дададзена'), value: (item) => item.added },
  { header: label('retirés', 'retired', 'отозвано', 'адклікана'), value: (item) => item.retired },
];

export const REMARK_TABLE: readonly Column<RemarkOut>[] = [
  { header: ID, value: (item) => item.id },
  { header: label('gravité', 'severity', 'характер', 'характар'), value: (item) => item.severity },
  { header: TEXT, value: (item) => item.text },
  { header: label('concerne', 'concerns', 'о чём', 'пра што'), value: (item) => refs(item.entities) },
  { header: FIGURES, value: (item) => item.figures.join('; ') },
  ...CITATION,
];

export const IDENTITY_TABLE: readonly Column<IdentityOut>[] = [
  { header: label('égalité', 'identity', 'тождество', 'тоеснасць'), value: (item) => item.identity },
  { header: label('libellé', 'label', 'название', 'назва'), value: (item) => item.label },
  { header: label('verdict', 'verdict', 'вывод', 'вынік'), value: (item) => item.verdict },
  { header: label('portée', 'scope', 'охват', 'ахоп'), value: (item) => item.scope },
  { header: FIGURES, value: (item) => item.figures.map(({ id }) => id).join('; ') },
  { header: label('borne basse', 'low', 'нижняя граница', 'ніжняя мяжа'), value: (item) => item.low },
  { header: label('borne haute', 'high', 'верхняя граница', 'верхняя мяжа'), value: (item) => item.high },
];
