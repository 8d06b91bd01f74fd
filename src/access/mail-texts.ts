/** The texts of mail, in four languages. */
import type { Language } from '#base/language.ts';

export type MailKind = 'verify' | 'reset' | 'invitation' | 'known' | 'password-changed' | 'locked-out';

interface Text {
  readonly subject: string;
  /** Paragraphs; '{link}' stands for the address to open, '{name}' for the person. */
  readonly body: readonly string[];
}

const TEXTS: { readonly [kind in MailKind]: { readonly [language in Language]: Text } } = {
  verify: {
    en: {
      subject: 'Confirm your e-mail address',
      body: [
        'Hello {name},',
        'open this address to confirm that this mailbox is yours:',
        '{link}',
        'It works for one hour. If you did not make an account, do nothing.',
      ],
    },
    fr: {
      subject: 'Confirmez votre adresse électronique',
      body: [
        'Bonjour {name},',
        'ouvrez cette adresse pour confirmer que cette boîte est la vôtre :',
        '{link}',
        'Elle est valable une heure. Si vous n’avez pas créé de compte, ne faites rien.',
      ],
    },
    ru: {
      subject: 'Подтвердите адрес электронной почты',
      body: [
        'Здравствуйте, {name}!',
        'Откройте этот адрес, чтобы подтвердить, что почтовый ящик ваш:',
        '{link}',
        'Он действует один час. Если вы не создавали учётную запись, ничего не делайте.',
      ],
    },
    be: {
      subject: 'Пацвердзіце адрас электроннай пошты',
      body: [
        'Вітаем, {name}!',
        'Адкрыйце гэты адрас, каб пацвердзіць, што паштовая скрынка ваша:',
        '{link}',
        'Ён дзейнічае адну гадзіну. Калі вы не стваралі ўліковы запіс, нічога не рабіце.',
      ],
    },
  },
  reset: {
    en: {
      subject: 'Set a new password',
      body: [
        'Hello {name},',
        'open this address to set a new password:',
        '{link}',
        'It works once, within one hour. All devices are then logged out. If you did not ask for it, do nothing.',
      ],
    },
    fr: {
      subject: 'Choisissez un nouveau mot de passe',
      body: [
        'Bonjour {name},',
        'ouvrez cette adresse pour choisir un nouveau mot de passe :',
        '{link}',
        'Elle sert une fois, pendant une heure. Tous les appareils sont ensuite déconnectés. Si vous n’avez rien demandé, ne faites rien.',
      ],
    },
    ru: {
      subject: 'Задайте новый пароль',
      body: [
        'Здравствуйте, {name}!',
        'Откройте этот адрес, чтобы задать новый пароль:',
        '{link}',
        'Он действует один раз в течение часа. После этого все устройства выйдут из системы. Если вы об этом не просили, ничего не делайте.',
      ],
    },
    be: {
      subject: 'Задайце новы пароль',
      body: [
        'Вітаем, {name}!',
        'Адкрыйце гэты адрас, каб задаць новы пароль:',
        '{link}',
        'Ён дзейнічае адзін раз на працягу гадзіны. Пасля гэтага ўсе прылады выйдуць з сістэмы. Калі вы пра гэта не прасілі, нічога не рабіце.',
      ],
    },
  },
  invitation: {
    en: {
      subject: 'You are invited to Kirmash',
      body: [
        'Hello {name},',
        'an account was made for you. Open this address to choose your password:',
        '{link}',
        'It works once, within seven days.',
      ],
    },
    fr: {
      subject: 'Vous êtes invité à rejoindre Kirmash',
      body: [
        'Bonjour {name},',
        'un compte a été créé pour vous. Ouvrez cette adresse pour choisir votre mot de passe :',
        '{link}',
        'Elle sert une fois, pendant sept jours.',
      ],
    },
    ru: {
      subject: 'Приглашение в Kirmash',
      body: [
        'Здравствуйте, {name}!',
        'Для вас создана учётная запись. Откройте этот адрес, чтобы выбрать пароль:',
        '{link}',
        'Он действует один раз в течение семи дней.',
      ],
    },
    be: {
      subject: 'Запрашэнне ў Kirmash',
      body: [
        'Вітаем, {name}!',
        'Для вас створаны ўліковы запіс. Адкрыйце гэты адрас, каб выбраць пароль:',
        '{link}',
        'Ён дзейнічае адзін раз на працягу сямі дзён.',
      ],
    },
  },
  known: {
    en: {
      subject: 'You already have an account',
      body: [
        'Hello {name},',
        'somebody tried to make an account with this address, which has one. If it was you, log in, or set a new password:',
        '{link}',
      ],
    },
    fr: {
      subject: 'Vous avez déjà un compte',
      body: [
        'Bonjour {name},',
        'quelqu’un a voulu créer un compte avec cette adresse, qui en a déjà un. Si c’était vous, connectez-vous ou choisissez un nouveau mot de passe :',
        '{link}',
      ],
    },
    ru: {
      subject: 'У вас уже есть учётная запись',
      body: [
        'Здравствуйте, {name}!',
        'Кто-то пытался создать учётную запись с этим адресом, но она уже есть. Если это были вы, войдите или задайте новый пароль:',
        '{link}',
      ],
    },
    be: {
      subject: 'У вас ужо ёсць уліковы запіс',
      body: [
        'Вітаем, {name}!',
        'Нехта спрабаваў стварыць уліковы запіс з гэтым адрасам, але ён ужо ёсць. Калі гэта былі вы, увайдзіце або задайце новы пароль:',
        '{link}',
      ],
    },
  },
  'password-changed': {
    en: {
      subject: 'Your password was changed',
      body: [
        'Hello {name},',
        'your password was changed. If it was not you, set a new one at once, and tell the administrator:',
        '{link}',
      ],
    },
    fr: {
      subject: 'Votre mot de passe a été modifié',
      body: [
        'Bonjour {name},',
        'votre mot de passe a été modifié. Si ce n’était pas vous, choisissez-en aussitôt un nouveau et prévenez l’administrateur :',
        '{link}',
      ],
    },
    ru: {
      subject: 'Ваш пароль изменён',
      body: [
        'Здравствуйте, {name}!',
        'Ваш пароль изменён. Если это были не вы, сразу задайте новый и сообщите администратору:',
        '{link}',
      ],
    },
    be: {
      subject: 'Ваш пароль зменены',
      body: [
        'Вітаем, {name}!',
        'Ваш пароль зменены. Калі гэта былі не вы, адразу задайце новы і паведаміце адміністратару:',
        '{link}',
      ],
    },
  },
  'locked-out': {
    en: {
      subject: 'Log-in is locked for a while',
      body: [
        'Hello {name},',
        'too many wrong passwords were tried for your account. Logging in is locked for a quarter of an hour. A new password opens it at once:',
        '{link}',
      ],
    },
    fr: {
      subject: 'La connexion est bloquée pour un moment',
      body: [
        'Bonjour {name},',
        'trop de mots de passe erronés ont été essayés pour votre compte. La connexion est bloquée un quart d’heure. Un nouveau mot de passe la rouvre aussitôt :',
        '{link}',
      ],
    },
    ru: {
      subject: 'Вход временно закрыт',
      body: [
        'Здравствуйте, {name}!',
        'Для вашей учётной записи слишком много раз ввели неверный пароль. Вход закрыт на четверть часа. Новый пароль открывает его сразу:',
        '{link}',
      ],
    },
    be: {
      subject: 'Уваход часова закрыты',
      body: [
        'Вітаем, {name}!',
        'Для вашага ўліковага запісу занадта шмат разоў увялі няправільны пароль. Уваход закрыты на чвэрць гадзіны. Новы пароль адкрывае яго адразу:',
        '{link}',
      ],
    },
  },
};

/** Words a mail. */
export function mailText(
  kind: MailKind,
  language: Language,
  { name, link }: { readonly name: string; readonly link: string },
): { readonly subject: string; readonly body: string } {
  const { subject, body } = TEXTS[kind][language];
  const fill = (line: string): string => line.replace('{name}', () => name).replace('{link}', () => link);
  return { subject, body: `${body.map(fill).join('\n\n')}\n` };
}
