/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets, @n8n/community-nodes/require-node-api-error -- tests are not part of the package */
import type { ICredentialDataDecryptedObject, INodeExecutionData } from 'n8n-workflow';
import { type Sandbox, startSandbox, wallClock } from '../../sandbox/src/index.ts';

/** The documentation's own example of a token. */
export const TOKEN = 'S3ZOMroDliZZBWyL';

/** An account that knows TOKEN and no limit. */
export const openSandbox = (): Promise<Sandbox> => startSandbox({ token: TOKEN, rateLimit: false });

/** The server's wall clock this many seconds ago. */
export const ago = (seconds: number): string => wallClock(Date.now() - seconds * 1000);
export const daysAgo = (days: number): string => ago(days * 24 * 3600);

export const credentialOf = ({ apiUrl }: Sandbox): ICredentialDataDecryptedObject => ({
  apiToken: TOKEN,
  environment: 'custom',
  baseUrl: apiUrl,
});

export type Item = INodeExecutionData['json'];

/** What a call that has to fail throws. */
export async function failureOf(call: () => Promise<unknown>): Promise<Error> {
  try {
    await call();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('expected a failure, but the call succeeded');
}

/** The kinds of items. */
export const kindsOf = (items: readonly Item[] | null): unknown[] | undefined =>
  items?.map(({ kind }) => kind);

/** The id of an item; '' if there is none. */
export const idOf = (item: Item | undefined): string => textOf(item?.['id']);

/** A text of an item; '' for what is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The ids of items. */
export const idsOf = (items: readonly Item[] | null): unknown[] | undefined => items?.map(({ id }) => id);

/** Pays, refunds, disputes and wins the dispute, in this order. */
export function allKinds({ account }: Sandbox): void {
  const { pay_id } = account.pay({ amount: 20, note: 'a payment', at: ago(60) });
  account.refund(pay_id, { amount: 5, at: ago(50) });
  account.dispute(pay_id, { amount: 5, at: ago(40) });
  account.disputeRefund(pay_id, { amount: 5, at: ago(30) });
}

/** What a person reads of a node's error: the message, and the description below it. */
export function sentencesOf(failure: Error): string {
  const description = 'description' in failure ? failure.description : undefined;
  return [failure.message, description].filter(Boolean).join(' ');
}

/** The notes of items, which name the entries in these tests. */
export const notesOf = (items: readonly Item[] | null): unknown[] | null =>
  items === null ? null : items.map((item) => item['recipient_note']);
