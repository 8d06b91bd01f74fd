/**
 * The tables as Kysely sees them. Kept by hand beside the migrations; `migrate.test.ts` compares the two.
 * Over 500 lines: all tables in one place.
 */
import type { ColumnType, Generated } from 'kysely';

type Json = ColumnType<unknown, string, string>;
type NullableJson = ColumnType<unknown | null, string | null | undefined, string | null>;
/** numeric: a decimal string, never a double. */
type Decimal = string;

export interface RecordingTable {
  id: Generated<number>;
  author: string;
  kind: string;
  data_set: string | null;
  digest: string | null;
  header: NullableJson;
  note: string | null;
  recorded: Generated<Date>;
}

export interface DataSetTable {
  id: string;
  version: string;
  title: Json;
  note: NullableJson;
  as_of: string | null;
  licence: string | null;
  simulated: Generated<boolean>;
  recording: number;
  digest: string;
  headline: Generated<string[]>;
}

export interface EntityTable {
  id: string;
  kind: string;
  data_set: string | null;
  recording: number;
  retired: number | null;
  merged_into: string | null;
}

export interface ListingTable {
  data_set: string;
  entity: string;
  kind: string;
  recording: number;
  retired: number | null;
}

export interface CitationTable {
  id: Generated<number>;
  source: string;
  locator: Generated<string>;
  near: string | null;
  doubt: NullableJson;
}

export interface StatementTable {
  id: Generated<number>;
  entity: string;
  property: string;
  relation: Generated<boolean>;
  value: NullableJson;
  value_state: Generated<string>;
  lang: string | null;
  target: string | null;
  qualifiers: NullableJson;
  valid: string | null;
  valid_inferred: Generated<boolean>;
  rank: Generated<string>;
  status: Generated<string>;
  citation: number;
  data_set: string | null;
  fingerprint: Buffer;
  recording: number;
  accepted: number | null;
  retired: number | null;
  supersedes: number | null;
}

export interface CellTable {
  id: Generated<number>;
  measure: string;
  area: string;
  partner: string | null;
  product: string | null;
  period: string | null;
  basis: Generated<string>;
  of_what: NullableJson;
}

export interface FigureTable {
  seq: Generated<number>;
  id: string;
  revision: Generated<number>;
  cell: number;
  form: string;
  base: string | null;
  base_inferred: Generated<boolean>;
  value: Decimal | null;
  value_state: Generated<string>;
  unit: string;
  step: Decimal | null;
  fraction: string | null;
  low: Decimal | null;
  high: Decimal | null;
  low_open: Generated<boolean>;
  high_open: Generated<boolean>;
  wording: string;
  kind: Generated<string>;
  rank: Generated<string>;
  reason: NullableJson;
  note: NullableJson;
  period_inferred: Generated<boolean>;
  derived: Generated<boolean>;
  status: Generated<string>;
  citation: number;
  data_set: string | null;
  fingerprint: Buffer;
  recording: number;
  accepted: number | null;
  retired: number | null;
}

export interface JudgementTable {
  id: Generated<number>;
  kind: string;
  subject: string;
  object: string | null;
  reason: string;
  recording: number;
  reverted_by: number | null;
}

export interface RemarkTable {
  seq: Generated<number>;
  id: string;
  severity: string;
  text: Json;
  entities: Generated<string[]>;
  figures: Generated<string[]>;
  citation: number;
  data_set: string | null;
  fingerprint: Buffer;
  recording: number;
  retired: number | null;
}

export interface EntityViewTable {
  id: string;
  kind: string;
  type: string | null;
  name: Json;
  aliases: Generated<string[]>;
  current: Json;
  places: Generated<string[]>;
  period: string | null;
  latitude: number | null;
  longitude: number | null;
  relations: Generated<number>;
  figures: Generated<number>;
  statements: Generated<number>;
  doubts: Generated<number>;
  folded: Generated<string>;
  search: Generated<string>;
  simulated: Generated<boolean>;
}

export interface SearchWordTable {
  word: string;
}

export interface CellCheckTable {
  cell: number;
  best: string | null;
  conflict: string;
  sources: Generated<number>;
}

export interface IdentityCheckTable {
  id: Generated<number>;
  identity: string;
  verdict: string;
  scope: string;
  source: string | null;
  cells: number[];
  figures: string[];
  low: Decimal | null;
  high: Decimal | null;
}

export interface JournalMarketTable {
  id: Generated<number>;
  name: string;
  simulated: boolean;
  epoch: Generated<number>;
  created: Generated<Date>;
}

export interface JournalFrameTable {
  market: number;
  number: number;
  kind: number;
  format: number;
  epoch: number;
  time: number;
  first_command: number;
  commands: number;
  witness_frame: number;
  witness: Buffer;
  checksum: number;
  previous: Buffer;
  hash: Buffer;
  payload: Buffer;
}

export interface JournalSnapshotTable {
  market: number;
  frame: number;
  format: number;
  header: string;
  parts: number;
  bytes: number;
  checksum: number;
  created: Generated<Date>;
}

export interface JournalSnapshotPartTable {
  market: number;
  frame: number;
  part: number;
  checksum: number;
  payload: Buffer;
}

export interface JournalHashTable {
  market: number;
  frame: number;
  command: number;
  hash: string;
  recorded: Generated<Date>;
}

export interface JournalProjectionTable {
  market: number;
  name: string;
  version: number;
  frame: Generated<number>;
  updated: Generated<Date>;
}

export interface MarketOrderTable {
  market: number;
  slot: number;
  generation: number;
  command: number;
  submitted: number;
  listing: number;
  account: number;
  trader: number;
  terms: number;
  price: number;
  lots: number;
  remaining: number;
  state: string;
  reason: number | null;
  reference: number;
  changed: number;
}

export interface MarketDealTable {
  market: number;
  contract: number;
  command: number;
  time: number;
  listing: number;
  price: number;
  lots: number;
  buy_slot: number;
  buy_generation: number;
  sell_slot: number;
  sell_generation: number;
  buy_account: number;
  sell_account: number;
  aggressor: number;
  buy_deposit: number;
  sell_deposit: number;
  buy_fee: number;
  sell_fee: number;
}

export interface MarketBalanceTable {
  market: number;
  account: number;
  holder: number;
  participant: number;
  currency: number;
  free: number;
  orders: number;
  contracts: number;
  fees_due: number;
  transit: number;
}

export interface MarketQuotationTable {
  market: number;
  listing: number;
  instrument: number;
  command: number;
  time: number;
  deals: number;
  firm: boolean;
  lots: number;
  mean: number;
}

export interface AccessKeyTable {
  id: Generated<number>;
  market: number | null;
  role: 'trader' | 'operator' | 'person';
  trader: number;
  label: string;
  hash: Buffer;
  created: Generated<Date>;
  expires: Date | null;
  revoked: Date | null;
  person: string | null;
  scopes: string[] | null;
}

export interface PersonTable {
  id: string;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  language: Generated<string>;
  two_factor_enabled: Generated<boolean | null>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  closed: Date | null;
  simulated: Generated<boolean>;
}

export interface PersonSessionTable {
  id: string;
  person: string;
  token: string;
  expires_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface PersonAccountTable {
  id: string;
  person: string;
  account: string;
  provider: string;
  access_token: string | null;
  refresh_token: string | null;
  id_token: string | null;
  access_token_expires_at: Date | null;
  refresh_token_expires_at: Date | null;
  scope: string | null;
  password: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface PersonVerificationTable {
  id: string;
  identifier: string;
  value: string;
  expires_at: Date;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface PersonTwoFactorTable {
  id: string;
  person: string;
  secret: string;
  backup_codes: string;
  verified: Generated<boolean | null>;
  failed_verification_count: Generated<number | null>;
  locked_until: Date | null;
}

export interface PersonRateTable {
  id: string;
  key: string;
  count: number;
  last_request: number;
}

export interface PersonLockOutTable {
  email_hash: Buffer;
  failures: number;
  last: Date;
  locked_until: Date | null;
}

export interface AccessSecretTable {
  name: string;
  value: string;
  created: Generated<Date>;
}

export interface MembershipTable {
  id: Generated<number>;
  person: string;
  organisation: string;
  role: string;
  area: ColumnType<unknown, string | undefined, string>;
  since: Generated<Date>;
  until: Date | null;
  granted_by: string | null;
}

export interface OfficeParticipantTable {
  market: number;
  participant: number;
  organisation: string;
}

export interface OfficeTraderTable {
  market: number;
  trader: number;
  person: string | null;
  participant: number;
}

export interface OfficeApplicationTable {
  id: Generated<number>;
  market: number;
  applicant: string | null;
  participant: number | null;
  state: Generated<'draft' | 'submitted' | 'returned' | 'accredited' | 'refused' | 'withdrawn'>;
  content: ColumnType<unknown, string | undefined, string>;
  created: Generated<Date>;
  updated: Generated<Date>;
  submitted: Date | null;
  due: ColumnType<string | null, string | null | undefined, string | null>;
  decided: Date | null;
  decided_by: string | null;
  reason: string | null;
}

export interface OfficeDocumentTable {
  id: Generated<number>;
  application: number;
  kind: 'registration' | 'power' | 'tax' | 'deposit' | 'production' | 'other';
  name: string;
  media_type: 'application/pdf' | 'image/jpeg' | 'image/png';
  size: number;
  sha256: Buffer;
  content: Buffer;
  expires: ColumnType<string | null, string | null, string | null>;
  uploaded: Generated<Date>;
  uploaded_by: string | null;
}

export interface OfficeAccreditationTable {
  market: number;
  participant: number;
  certificate: string;
  application: number;
  name: string;
  content: Json;
  since: ColumnType<string, string, string>;
  until: ColumnType<string, string, string>;
  standing: Generated<'accredited' | 'suspended' | 'withdrawn'>;
  reason: string | null;
  updated: Generated<Date>;
}

export interface OfficePowerTable {
  market: number;
  trader: number;
  document: number | null;
  name: string;
  until: ColumnType<string, string, string>;
  ended: Date | null;
}

export interface OfficeClientTable {
  market: number;
  client: number;
  participant: number;
  name: string;
  country: string;
  tax_number: string;
  resident: boolean;
  since: Generated<Date>;
  ended: Date | null;
}

export interface OfficeActTable {
  market: number;
  key: string;
  act: Json;
  since: Generated<Date>;
}

export interface OfficeSanctionListTable {
  id: Generated<number>;
  name: string;
  dated: ColumnType<string, string, string>;
  entries: number;
  loaded: Generated<Date>;
  loaded_by: string | null;
}

export interface OfficeSanctionEntryTable {
  list: number;
  entry: string;
  name: string;
  schema: string;
  countries: string[];
}

export interface OfficeSanctionNameTable {
  list: number;
  entry: string;
  folded: string;
}

export interface OfficeSanctionHitTable {
  subject: string;
  entry: string;
  decision: 'same' | 'other';
  reason: string;
  decided: Generated<Date>;
  decided_by: string | null;
}

export interface AuditEventTable {
  id: Generated<number>;
  at: Generated<Date>;
  actor: string | null;
  access_key: number | null;
  via: 'web' | 'key' | 'command-line' | 'system';
  address: string | null;
  action: string;
  subject_kind: string | null;
  subject: string | null;
  organisation: string | null;
  before: NullableJson;
  after: NullableJson;
  reason: string | null;
}

export interface MailTable {
  id: Generated<number>;
  written: Generated<Date>;
  recipient: string;
  kind: string;
  language: string;
  subject: string;
  body: string | null;
  sent: Date | null;
  failure: string | null;
}

export interface OfficeSectionTable {
  market: number;
  section: number;
  code: string;
  name: Json;
}

export interface OfficeInstrumentTable {
  market: number;
  instrument: number;
  symbol: string;
  name: Json;
  product: string | null;
  hs: string | null;
  grade: string | null;
  unit: string;
  lot_size: Decimal;
  basis: string | null;
  place: NullableJson;
  delivery_days: number | null;
  payment_days: number | null;
  origin: string | null;
}

export interface OfficeSessionTable {
  market: number;
  session: number;
  title: Json;
  timezone: string;
  timetable: ColumnType<unknown, string | undefined, string>;
  reason: NullableJson;
}

export interface OfficeNamingTable {
  market: number;
  key: string;
  kind: 'section' | 'instrument' | 'session';
  names: Json;
  since: Generated<Date>;
}

export interface Schema {
  recording: RecordingTable;
  data_set: DataSetTable;
  entity: EntityTable;
  listing: ListingTable;
  citation: CitationTable;
  statement: StatementTable;
  cell: CellTable;
  figure: FigureTable;
  judgement: JudgementTable;
  remark: RemarkTable;
  entity_view: EntityViewTable;
  search_word: SearchWordTable;
  cell_check: CellCheckTable;
  identity_check: IdentityCheckTable;
  journal_market: JournalMarketTable;
  journal_frame: JournalFrameTable;
  journal_snapshot: JournalSnapshotTable;
  journal_snapshot_part: JournalSnapshotPartTable;
  journal_hash: JournalHashTable;
  journal_projection: JournalProjectionTable;
  market_order: MarketOrderTable;
  market_deal: MarketDealTable;
  market_balance: MarketBalanceTable;
  market_quotation: MarketQuotationTable;
  access_key: AccessKeyTable;
  person: PersonTable;
  person_session: PersonSessionTable;
  person_account: PersonAccountTable;
  person_verification: PersonVerificationTable;
  person_two_factor: PersonTwoFactorTable;
  person_rate: PersonRateTable;
  person_lock_out: PersonLockOutTable;
  access_secret: AccessSecretTable;
  membership: MembershipTable;
  office_participant: OfficeParticipantTable;
  office_trader: OfficeTraderTable;
  office_application: OfficeApplicationTable;
  office_document: OfficeDocumentTable;
  office_accreditation: OfficeAccreditationTable;
  office_power: OfficePowerTable;
  office_client: OfficeClientTable;
  office_act: OfficeActTable;
  office_sanction_list: OfficeSanctionListTable;
  office_sanction_entry: OfficeSanctionEntryTable;
  office_sanction_name: OfficeSanctionNameTable;
  office_sanction_hit: OfficeSanctionHitTable;
  audit_event: AuditEventTable;
  mail: MailTable;
  office_section: OfficeSectionTable;
  office_instrument: OfficeInstrumentTable;
  office_session: OfficeSessionTable;
  office_naming: OfficeNamingTable;
}
