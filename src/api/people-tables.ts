/** The columns of people and of the audit log as tables. */
import type { Label } from '#base/language.ts';
import type { AuditItem, PeopleItem } from '#wire/people.ts';
import type { Column } from './csv.ts';

function column<Item>(
  en: string,
  fr: string,
  ru: string,
  be: string,
  value: Column<Item>['value'],
): Column<Item> {
  const header: Label = { en, fr, ru, be };
  return { header, value };
}

const json = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

export const PEOPLE_TABLE: readonly Column<PeopleItem>[] = [
  column('id', 'identifiant', 'идентификатор', 'ідэнтыфікатар', (item) => item.id),
  column('name', 'nom', 'имя', 'імя', (item) => item.name),
  column('e-mail', 'courriel', 'эл. почта', 'эл. пошта', (item) => item.email),
  column('second factor', 'second facteur', 'второй фактор', 'другі фактар', (item) => item.twoFactor),
  column('closed', 'fermé', 'закрыта', 'закрыты', (item) => item.closed),
  column('roles', 'rôles', 'роли', 'ролі', (item) =>
    item.memberships
      .filter(({ ended }) => !ended)
      .map(({ role, organisation }) => (organisation === null ? role : `${role} (${organisation.name})`))
      .join('; '),
  ),
];

export const AUDIT_TABLE: readonly Column<AuditItem>[] = [
  column('id', 'identifiant', 'идентификатор', 'ідэнтыфікатар', (item) => item.id),
  column('time', 'heure', 'время', 'час', (item) => item.at),
  column('action', 'action', 'действие', 'дзеянне', (item) => item.action),
  column('actor', 'auteur', 'кто', 'хто', (item) => item.actor),
  column('name', 'nom', 'имя', 'імя', (item) => item.actorName),
  column('access key', 'clé d’accès', 'ключ доступа', 'ключ доступу', (item) => item.accessKey),
  column('via', 'par', 'через', 'праз', (item) => item.via),
  column('address', 'adresse', 'адрес', 'адрас', (item) => item.address),
  column('about', 'objet', 'о чём', 'пра што', (item) => item.subject),
  column('organisation', 'organisation', 'организация', 'арганізацыя', (item) => item.organisation?.id),
  column('before', 'avant', 'до', 'да', (item) => json(item.before)),
  column('after', 'après', 'после', 'пасля', (item) => json(item.after)),
  column('reason', 'motif', 'причина', 'прычына', (item) => item.reason),
];
