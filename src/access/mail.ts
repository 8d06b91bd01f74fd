/**
 * Mail: written into the outbox first, then sent by SMTP where that is configured. Without it an administrator reads
 * the outbox, and passes on what it says. What was sent keeps no text: it holds links that open accounts.
 */
import { createTransport, type Transporter } from 'nodemailer';
import { Failure } from '#base/failure.ts';
import { isLanguage, type Language } from '#base/language.ts';
import type { Database } from '#storage/database.ts';
import { type MailKind, mailText } from './mail-texts.ts';

const TIMEOUT_MS = 15_000;
const RETRY_MS = 60_000;
/** After that it is not tried again; its links have long expired. */
const GIVE_UP_MS = 24 * 60 * 60_000;
const KEEP_MS = 90 * 24 * 60 * 60_000;
const AT_ONCE = 20;

export interface Recipient {
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

export interface Mailer {
  /** Whether mail leaves this machine. */
  readonly sends: boolean;
  /** Writes a mail into the outbox; it is sent in the background. */
  write(kind: MailKind, to: Recipient, link: string): Promise<void>;
  /** Tries what was not sent yet. Gives how many were sent. */
  flush(): Promise<number>;
  close(): Promise<void>;
}

interface Smtp {
  readonly transport: Transporter;
  readonly from: string;
}

/** Reads SMTP_URL: smtp://user:password@host:587?from=Kirmash%20<kirmash@example.org>. Errors: Failure. */
export function openSmtp(url: string): Smtp {
  const parsed = URL.parse(url);
  const from = parsed?.searchParams.get('from');
  if (
    parsed === null ||
    !/^smtps?:$/.test(parsed.protocol) ||
    parsed.hostname === '' ||
    !from?.includes('@')
  ) {
    throw new Failure(
      'SMTP_URL is not the address of a mail server with a sender: give smtp://user:password@host:587?from=kirmash@example.org.',
    );
  }
  parsed.searchParams.delete('from');
  const transport = createTransport(parsed.href, {
    from,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Text only: nothing is read from files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as object);
  return { transport, from };
}

export function languageOr(text: string): Language {
  return isLanguage(text) ? text : 'en';
}

/** Opens the outbox. Errors: Failure for an SMTP_URL that is none. */
export function openMailer(db: Database, smtpUrl: string | null): Mailer {
  const smtp = smtpUrl === null ? null : openSmtp(smtpUrl);
  let sending: Promise<number> = Promise.resolve(0);
  let closed = false;

  const sendWaiting = async (): Promise<number> => {
    if (smtp === null || closed) return 0;
    const waiting = await db
      .selectFrom('mail')
      .select(['id', 'recipient', 'subject', 'body'])
      .where('sent', 'is', null)
      .where('body', 'is not', null)
      .where('written', '>', new Date(Date.now() - GIVE_UP_MS))
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    let sent = 0;
    for (const { id, recipient, subject, body } of waiting) {
      try {
        await smtp.transport.sendMail({ to: recipient, subject, text: body ?? '' });
        await db
          .updateTable('mail')
          .set({ sent: new Date(), body: null, failure: null })
          .where('id', '=', id)
          .execute();
        sent += 1;
      } catch (error) {
        if (closed) return sent;
        const failure = (error as Error).message.slice(0, 500);
        await db.updateTable('mail').set({ failure }).where('id', '=', id).execute();
      }
    }
    return sent;
  };
  // One after the other, so that nothing is sent twice.
  const flush = (): Promise<number> => {
    sending = sending.then(sendWaiting, sendWaiting);
    return sending;
  };
  const inBackground = (): void => void flush().catch(() => {});
  const timer = smtp === null ? undefined : setInterval(inBackground, RETRY_MS);
  timer?.unref();

  return {
    sends: smtp !== null,
    async write(kind, to, link) {
      const language = languageOr(to.language);
      const { subject, body } = mailText(kind, language, { name: to.name, link });
      await db.insertInto('mail').values({ recipient: to.email, kind, language, subject, body }).execute();
      await db
        .deleteFrom('mail')
        .where('written', '<', new Date(Date.now() - KEEP_MS))
        .execute();
      if (smtp !== null) inBackground();
    },
    flush,
    async close() {
      closed = true;
      clearInterval(timer);
      smtp?.transport.close();
      await sending.catch(() => {});
    },
  };
}
