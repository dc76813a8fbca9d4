import { Account, createService, type Service } from '../../sandbox/src/index.ts';
import { type Client, createClient } from '../src/client.ts';
import { connect, type Connection } from '../src/http/connection.ts';
import { isSecPaidError, type SecPaidError } from '../src/errors.ts';
import { isReadable, type Listed } from '../src/entries/listed.ts';
import { parseRow, type PayIn, toPayIn } from '../src/entries/pay-in.ts';
import type { Waiting } from '../src/http/retry.ts';
import { numberTwins } from '../src/entries/row.ts';
import type { HttpRequest, HttpResponse, Transport } from '../src/http/transport.ts';

/** The documentation's own example of a token. */
export const TOKEN = 'S3ZOMroDliZZBWyL';
export const BASE_URL = 'http://127.0.0.1:4010/api/v2';

export const connectionWith = (apiToken: string): Connection =>
  connect({ apiToken, environment: 'custom', baseUrl: BASE_URL });

/** The error of a call that has to fail with one of core's own. */
export async function failureOf(call: () => unknown): Promise<SecPaidError> {
  try {
    await call();
  } catch (error) {
    if (isSecPaidError(error)) return error;
    throw error;
  }
  throw new Error('expected a SecPaidError, but the call succeeded');
}

/** A success envelope as text. */
export const success = (data: unknown): string =>
  JSON.stringify({
    data,
    ResponseCode: 1,
    ResponseMsg: 'List retrived successfully',
    Result: 'True',
    ServerTime: 'CEST',
  });

/** A transport that gives the answers in turn, the last one for ever, and remembers what it was asked. */
export function answering(...answers: readonly (Partial<HttpResponse> | Error)[]): {
  readonly transport: Transport;
  readonly requests: readonly HttpRequest[];
} {
  const requests: HttpRequest[] = [];
  const transport: Transport = (request) => {
    const answer = answers[Math.min(requests.length, answers.length - 1)] ?? {};
    requests.push(request);
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve({ status: 200, headers: {}, body: '', ...answer });
  };
  return { transport, requests };
}

/** The first sample row of the documentation, changed where told. */
export const row = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  pay_id: '99296',
  creator_id: '8654bacd-3d54-4010-069f-3fd9f4436b2',
  user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
  amount: '88.19',
  net_amount: '84.71',
  service_fee: '1.33',
  service_fee_psp: '3.15',
  status: 'Success',
  recipient_note: 'Order TEST2026013557',
  payout_status: 'Pending',
  created_at: '2026-05-20 18:56:08',
  is_split_link: 'false',
  is_dispute: 'false',
  is_refund: 'false',
  payment_method: null,
  transaction_type: 'Basic',
  ...change,
});

/** The row without some of its keys, as older documentation shows it. */
export const rowWithout = (...keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row()).filter(([key]) => !keys.includes(key)));

/** The entries of one answer. */
export const entriesOf = (...raw: readonly unknown[]): PayIn[] =>
  numberTwins(raw.map((one) => parseRow(one, 'a test'))).map(toPayIn);

/** The entry of a row that stands alone. */
export function entryOf(raw: unknown): PayIn {
  const [entry] = entriesOf(raw);
  if (!entry) throw new Error('expected an entry');
  return entry;
}

/** An account on a summer afternoon, a service over it and a client of that. */
export interface Shop {
  readonly account: Account;
  readonly service: Service;
  readonly client: Client;
}

export function shop({ seed, waiting }: { seed?: number; waiting?: Waiting } = {}): Shop {
  const account = new Account({ clock: () => Date.parse('2026-06-15T12:00:00Z'), seed });
  const service = createService(account, { rateLimit: false, wait: () => Promise.resolve() });
  const client = createClient(connectionWith(service.token), (request) => service.handle(request), waiting);
  return { account, service, client };
}

/** The wall clock so many seconds after midnight of 1 June 2026 (or before). */
export function june(seconds: number): string {
  const written = WRITTEN.get(seconds);
  if (written !== undefined) return written;
  const clock = new Date(Date.UTC(2026, 5, 1) + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
  WRITTEN.set(seconds, clock);
  return clock;
}

/** The properties of pages ask for millions of them. */
const WRITTEN = new Map<number, string>();

/** A shop with so many payments, a minute apart, the newest first. */
export function shopWith(payments: number): Shop {
  const one = shop();
  one.account.addMany(payments, (index) => ({ amount: '9.99', at: june(-60 * index) }));
  return one;
}

/** What the service was asked, in its order. */
export const bodies = ({ service }: Shop): unknown[] => service.requests.all().map(({ body }) => body);

/** Entries of a list of which all could be read. */
export function readable(entries: readonly Listed<PayIn>[]): PayIn[] {
  const read = entries.filter(isReadable);
  if (read.length < entries.length) throw new Error('expected entries that can be read');
  return read;
}

/** The entries of all pages. */
export async function all(pages: AsyncIterable<Listed<PayIn>[]>): Promise<PayIn[]> {
  const entries: PayIn[] = [];
  for await (const page of pages) entries.push(...readable(page));
  return entries;
}

export const ids = (entries: readonly { readonly id: string }[]): string[] => entries.map(({ id }) => id);

/** The documentation's own sample of a pay-out, changed where told. */
export const payOutRow = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  payout_id: '21503',
  user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
  transaction_id: '20260512-po-tYlGbn74wT',
  payout_amount: '74.06',
  service_fee: 0.73,
  net_amount: 71.53,
  payout_status: 'InProgress',
  request_date: '2026-05-12',
  created_at: '2026-05-20 02:01:14',
  is_split_link: 'true',
  is_dispute: 'false',
  is_refund: 'false',
  transaction_type: 'Split',
  ...change,
});

/** The documentation's own answer of createLink, changed where told. */
export const madeLink = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  is_cancellation: 'No',
  user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
  amount: 25,
  recipient_note: 'Test regular link',
  status: 'Unused',
  paymentEndpoint: 'https://shop.example.com/secpaid',
  callback_url: 'https://shop.example.com/done',
  servicefee: '1.0',
  recipients: null,
  is_split_link: 'false',
  created_at: '2026-05-20 11:19:48',
  id: 99290,
  pay_link: 'https://app.secpaid.com/payment?link_id=OTkyOTA=',
  qr_img: 'https://quickchart.io/chart?chl=https://app.secpaid.com/payment?link_id=OTkyOTA=',
  ...change,
});
