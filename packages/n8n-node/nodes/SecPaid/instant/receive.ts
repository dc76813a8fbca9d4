import { isSecPaidError, type PayIn, SecPaidError } from '@secpaid/core';
import { type Delivery, readDelivery } from '@secpaid/core/payment-endpoint';
import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { clientOf } from '../shared/connection';
import { toNodeError } from '../shared/node-error';
import { keyOf } from '../shared/node-key';
import { allowancesOf } from './allowance';
import { confirmed, tooManyCalls } from './confirmation';
import { isRecentPayment, newOnes, takeNew } from './emitted';

const MINUTE = 60_000;
/** A third of SecPaid's 60 requests a minute: whoever knows the URL can use up no more. */
const allowanceFor = allowancesOf(20, MINUTE);
/** Nor can they fill n8n's log. */
const warningsOf = allowancesOf(10, MINUTE);
/** SecPaid's own is a few hundred characters; no more than this is decrypted. */
const LONGEST_DATA = 10_000;

/** n8n keeps a sandbox for expressions open for each call under way, of several megabytes: calls must not pile up. */
const MOST_UNDER_WAY = 20;
let underWay = 0;

/** What counts as one account: the credential. */
const accountOf = (context: IWebhookFunctions): string =>
  context.getNode().credentials?.['secPaidApi']?.id ?? keyOf(context);

/** @throws SecPaidError for what is no call of SecPaid's, or cannot be decrypted */
async function readCall(context: IWebhookFunctions): Promise<Delivery> {
  const body: unknown = context.getBodyData();
  const data: unknown = Object(body).data;
  if (typeof data === 'string' && data.length > LONGEST_DATA) {
    throw new SecPaidError('unexpected-answer', {
      what: 'A call came that is longer than any of SecPaid’s.',
      next: 'Nothing was started.',
    });
  }
  const { encryptionKey } = await context.getCredentials('secPaidApi');
  return readDelivery(body, String(encryptionKey ?? '').trim());
}

const lookUp = async (
  context: IWebhookFunctions,
  delivery: Delivery,
  isNew: (entries: readonly PayIn[]) => PayIn[],
): Promise<PayIn[]> =>
  await confirmed({
    payIns: (await clientOf(context)).payIns,
    delivery,
    allowance: allowanceFor(accountOf(context)),
    newOnes: isNew,
    isRecent: isRecentPayment,
  });

/** The items of entries, oldest first. */
const itemsOf = (newestFirst: readonly PayIn[]): INodeExecutionData[][] => [
  newestFirst.toReversed().map((entry) => ({ json: { ...entry } as IDataObject })),
];

const notListed = ({ payId }: Delivery): SecPaidError =>
  new SecPaidError('unexpected-answer', {
    what: `A call came for the pay ID ${payId}, but SecPaid lists no new payment of it.`,
    next: 'Nothing was started. If it was SecPaid’s, a SecPaid Trigger brings the payment as soon as it is listed.',
  });

function warn(context: IWebhookFunctions, error: unknown): void {
  if (warningsOf(keyOf(context)).take(Date.now(), 0) === undefined) return;
  const reason = isSecPaidError(error) ? error.message : toNodeError(context.getNode(), error).message;
  context.logger.warn(`SecPaid Instant Trigger: ${reason}`);
}

/**
 * A call of a published workflow's URL. It is answered at once, whatever it is; only then it is looked up at SecPaid,
 * which alone is believed. What is not confirmed starts nothing and leaves a line in n8n's log: an error thrown after
 * the answer would break the connection.
 */
async function receivePublished(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  context.getResponseObject().status(200).json({ message: 'Received' });
  underWay++;
  try {
    if (underWay > MOST_UNDER_WAY) throw tooManyCalls();
    const delivery = await readCall(context);
    const entries = await lookUp(context, delivery, (listed) => newOnes(context, listed));
    const taken = takeNew(context, entries);
    if (taken.length > 0) return { noWebhookResponse: true, workflowData: itemsOf(taken) };
    if (!entries.some(isRecentPayment)) throw notListed(delivery);
  } catch (error) {
    warn(context, error);
  } finally {
    underWay--;
  }
  return { noWebhookResponse: true };
}

/** A call of the editor's test URL: the link's newest payments, whatever was emitted; touches no memory. */
async function receiveTest(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  try {
    const delivery = await readCall(context);
    const payments = (await lookUp(context, delivery, (listed) => [...listed])).filter(
      ({ kind }) => kind === 'payment',
    );
    if (payments.length === 0) throw notListed(delivery);
    const recent = payments.filter(isRecentPayment);
    return { workflowData: itemsOf(recent.length > 0 ? recent : payments.slice(0, 1)) };
  } catch (error) {
    throw toNodeError(context.getNode(), error);
  }
}

/** One call of the webhook. */
export async function receiveCall(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  return context.getMode() === 'manual' ? await receiveTest(context) : await receivePublished(context);
}
