import { once } from 'node:events';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { startInboxPage } from './inbox-page.ts';
import type { Mail } from './mail.ts';

/** A local mail server; it takes mail for everybody and delivers none. */
export interface Mailbox {
  readonly host: string;
  readonly port: number;
  /** A page that lists the mails. */
  readonly url: string;
  /** The mails so far, oldest first. */
  mails(): Mail[];
  /** From now on refuses every mail with this reason, or takes mail again. */
  refuse(reason: string | undefined): void;
  close(): Promise<void>;
}

/** How a mailbox starts. */
export interface MailboxOptions {
  /** Default: a free one. */
  port?: number;
  /** Told of every mail that arrives. */
  onMail?: (mail: Mail) => void;
}

/** Starts a mail server without accounts and without TLS, on 127.0.0.1. */
export async function startMailbox(options: MailboxOptions = {}): Promise<Mailbox> {
  const mails: Mail[] = [];
  let refusal: string | undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then(
        (parsed) => {
          if (refusal !== undefined) {
            done(new Error(refusal));
            return;
          }
          const mail = toMail(parsed);
          mails.push(mail);
          options.onMail?.(mail);
          done(null);
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
  });
  // A client that hangs up in the middle (a killed n8n) is no reason to end the process.
  server.on('error', () => undefined);
  const host = '127.0.0.1';
  const listening = server.listen(options.port ?? 0, host);
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server got no port.');
  const page = await startInboxPage(() => mails);

  return {
    host,
    port: address.port,
    url: page.url,
    mails: () => [...mails],
    refuse(reason) {
      refusal = reason;
    },
    async close() {
      await page.close();
      await new Promise<void>((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function toMail(parsed: ParsedMail): Mail {
  const to = Array.isArray(parsed.to) ? parsed.to : [parsed.to];
  return {
    from: parsed.from?.text ?? '',
    to: to.flatMap((recipient) => recipient?.text ?? []).join(', '),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html === false ? undefined : parsed.html,
    attachments: parsed.attachments.map(({ filename = '', content }) => ({ name: filename, content })),
    receivedAt: new Date(),
  };
}
