import { isSecPaidError, type PayIn, SecPaidError } from '@secpaid/core';
import { type Delivery, readDelivery } from '@secpaid/core/payment-endpoint';
import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { clientOf } from '../shared/connection';
import { toNodeError } from '../shared/node-error';
import { keyOf } from '../shared/node-key';
import { allowanceOf, oneForEach } from './allowance';
import { confirmed } from './confirmation';
import { isRecentPayment, newOnes, takeNew } from './emitted';
import { lookUpsOf, tooManyCalls } from './listing';
import { type Waiter, waitingRoomOf } from './waiting';

const MINUTE = 60_000;
/** Twenty a minute, a third of what SecPaid answers; spread, so that a call waits a few seconds at most. */
const lookUpsFor = oneForEach(() => lookUpsOf(allowanceOf(2, 6_000)));
/** n8n keeps a sandbox of several megabytes for each call under way: they must not pile up. */
const roomOf = oneForEach(() => waitingRoomOf(60));
/** Whoever knows the URL must not fill n8n's log. */
const warningsOf = oneForEach(() => allowanceOf(10, MINUTE));
/** SecPaid's own is a few hundred characters; no more than this is decrypted. */
const LONGEST_DATA = 10_000;

/** What counts as one account: the credential. */
const accountOf = (context: IWebhookFunctions): string =>
  context.getNode().credentials?.['secPaidApi']?.id ?? keyOf(context);

type Request = ReturnType<IWebhookFunctions['getRequestObject']>;

/** By n8n's types rawBody is always there, but n8n leaves it out for some bodies. */
const requestOf = (
  context: IWebhookFunctions,
): Pick<Request, 'headers'> & Partial<Pick<Request, 'rawBody'>> => context.getRequestObject();

/** @throws SecPaidError for what is no call of SecPaid's, or cannot be decrypted */
async function readCall(context: IWebhookFunctions): Promise<Delivery> {
  const body: unknown = context.getBodyData();
  const { rawBody, headers } = requestOf(context);
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
  if ((rawBody?.length ?? 0) > LONGEST_DATA || (typeof data === 'string' && data.length > LONGEST_DATA)) {
    throw new SecPaidError('unexpected-answer', {
      what: 'A call came that is longer than any of SecPaid’s.',
      next: 'Nothing was started.',
    });
  }
  const { encryptionKey } = await context.getCredentials('secPaidApi');
  const call = { body, text: rawBody?.toString(), contentType: headers['content-type'] };
  return readDelivery(call, typeof encryptionKey === 'string' ? encryptionKey.trim() : '');
}

async function lookUp(
  context: IWebhookFunctions,
  { payId }: Delivery,
  isNew: (entries: readonly PayIn[]) => PayIn[],
  waiter?: Waiter,
): Promise<PayIn[]> {
  const { payIns } = await clientOf(context);
  const ask = lookUpsFor(accountOf(context));
  return await confirmed({
    lookUp: async () => await ask(payIns, payId),
    waiter,
    newOnes: isNew,
    isRecent: isRecentPayment,
  });
}

/** The items of entries, oldest first. */
const itemsOf = (newestFirst: readonly PayIn[]): INodeExecutionData[][] => [
  newestFirst.toReversed().map((entry) => ({ json: { ...entry } })),
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

const received = (context: IWebhookFunctions): void =>
  void context.getResponseObject().status(200).json({ message: 'Received' });

/** A place for the call; where none is free SecPaid is told to call again. */
function placeFor(context: IWebhookFunctions, { payId }: Delivery): Waiter | undefined {
  const waiter = roomOf(keyOf(context)).enter(payId);
  if (waiter) received(context);
  else {
    const answer = context.getResponseObject().status(503).set('Retry-After', '60');
    answer.json({ message: 'Too many calls: call again in a minute' });
    warn(context, tooManyCalls());
  }
  return waiter;
}

/** Looks a call up that has a place. */
async function receiveWaiting(
  context: IWebhookFunctions,
  delivery: Delivery,
  waiter: Waiter,
): Promise<INodeExecutionData[][] | undefined> {
  try {
    const entries = await lookUp(context, delivery, (listed) => newOnes(context, listed), waiter);
    const taken = takeNew(context, entries);
    if (taken.length > 0) return itemsOf(taken);
    if (!entries.some(isRecentPayment)) throw notListed(delivery);
    return undefined;
  } finally {
    waiter.leave();
  }
}

/** What a call says; undefined where there is nothing to look up. */
async function readPublished(context: IWebhookFunctions): Promise<Delivery | undefined> {
  try {
    const delivery = await readCall(context);
    if (!delivery.isCancelled) return delivery;
  } catch (error) {
    warn(context, error);
  }
  received(context);
  return undefined;
}

/**
 * A call of a published workflow's URL. It is answered at once, whatever it is; only then it is looked up at SecPaid,
 * which alone is believed. What is not confirmed starts nothing and leaves a line in n8n's log: an error thrown after
 * the answer would break the connection.
 */
async function receivePublished(context: IWebhookFunctions): Promise<IWebhookResponseData> {
  const delivery = await readPublished(context);
  if (delivery === undefined) return { noWebhookResponse: true };
  const waiter = placeFor(context, delivery);
  if (waiter === undefined) return { noWebhookResponse: true };
  try {
    const workflowData = await receiveWaiting(context, delivery, waiter);
    return workflowData ? { noWebhookResponse: true, workflowData } : { noWebhookResponse: true };
  } catch (error) {
    warn(context, error);
    return { noWebhookResponse: true };
  }
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
