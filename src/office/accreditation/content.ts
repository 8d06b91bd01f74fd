/** What an application says, and what is still missing from it. */
import type { OfficeDocumentTable } from '#storage/schema.ts';
import { countryNumber, isRegion } from './countries.ts';
import { checkTaxNumber } from './tax-number.ts';

export type DocumentKind = OfficeDocumentTable['kind'];
export type MemberRole = 'member' | 'broker' | 'guest';

/** All of it may be missing while it is a draft. */
export interface Content {
  /** Entity of the registry; null: the registry does not have the organisation. */
  readonly organisation?: string | null;
  /** As in its country's register of companies. */
  readonly name?: string;
  readonly address?: string;
  /** ISO 3166-1, two letters. */
  readonly country?: string;
  /** ISO 3166-2; null for countries without regions, or none in particular. */
  readonly region?: string | null;
  /** A resident of the country of the exchange, for fees and currency rules. */
  readonly resident?: boolean;
  readonly taxNumber?: string;
  readonly role?: MemberRole;
  /** Numbers of the market's sections. */
  readonly sell?: readonly number[];
  readonly buy?: readonly number[];
  readonly representative?: string;
  readonly position?: string;
  readonly phone?: string;
  /** Companies under the same control, in the applicant's words. */
  readonly affiliates?: string;
  readonly acceptsRules?: boolean;
}

/** An application that lacks nothing. */
export type Complete = Content &
  Required<
    Pick<
      Content,
      'name' | 'address' | 'country' | 'resident' | 'taxNumber' | 'role' | 'sell' | 'buy' | 'representative'
    >
  >;

export interface Attached {
  readonly kind: DocumentKind;
  readonly expires: string | null;
}

/** Documents without which no application is taken. */
export const REQUIRED_DOCUMENTS = ['registration', 'power'] as const satisfies readonly DocumentKind[];

export const LACKS = [
  'name',
  'address',
  'country',
  'region',
  'resident',
  'tax-number',
  'tax-number-form',
  'role',
  'sections',
  'representative',
  'rules',
  'document-registration',
  'document-power',
  'document-expired',
  'power-expiry',
] as const;
export type Lack = (typeof LACKS)[number];

const isEmpty = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** What is missing on a day (ISO date); nothing where the application may be submitted. */
export function lacksOf(content: Content, documents: readonly Attached[], today: string): Lack[] {
  const { country, region, taxNumber } = content;
  const lacks: Lack[] = [];
  const need = (lack: Lack, isThere: boolean): void => {
    if (!isThere) lacks.push(lack);
  };
  need('name', !isEmpty(content.name));
  need('address', !isEmpty(content.address));
  const isCountry = country !== undefined && countryNumber(country) !== undefined;
  need('country', isCountry);
  if (isCountry) need('region', region == null || isRegion(country, region));
  need('resident', content.resident !== undefined);
  need('tax-number', !isEmpty(taxNumber));
  if (isCountry && taxNumber !== undefined && !isEmpty(taxNumber))
    need('tax-number-form', checkTaxNumber(country, taxNumber) !== 'malformed');
  need('role', content.role !== undefined);
  need('sections', (content.sell?.length ?? 0) + (content.buy?.length ?? 0) > 0);
  need('representative', !isEmpty(content.representative));
  need('rules', content.acceptsRules === true);
  for (const kind of REQUIRED_DOCUMENTS)
    need(
      `document-${kind}`,
      documents.some((document) => document.kind === kind),
    );
  need('document-expired', !documents.some(({ expires }) => expires !== null && expires < today));
  const powers = documents.filter(({ kind }) => kind === 'power');
  need('power-expiry', powers.length === 0 || powers.some(({ expires }) => expires !== null));
  return lacks;
}

/** Working days for a decision, by the rule book: one with a deposit paid, three without. */
export function decisionDays(documents: readonly Attached[]): number {
  return documents.some(({ kind }) => kind === 'deposit') ? 1 : 3;
}
