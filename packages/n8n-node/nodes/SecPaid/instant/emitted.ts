import type { PayIn } from '@secpaid/core';
import type { IWebhookFunctions } from 'n8n-workflow';
import { keyOf } from '../shared/node-key';

/** How old a payment may be that a call tells of. Whoever knows the URL could have an older one start the workflow. */
const OLDEST = 24 * 3_600_000;
/** About 40 kB. */
const MOST = 1000;

/** What started the workflow already: when each entry was made, in milliseconds, by its id; all of it above `floor`. */
interface Emitted {
  readonly floor: number;
  readonly ids: Readonly<Record<string, number>>;
}

const NOTHING: Emitted = { floor: 0, ids: {} };

/** The same in memory: n8n hands every call a copy of what was stored when it came in, so two calls at once know nothing of each other. */
const inMemory = new Map<string, Emitted>();

function readEmitted(stored: unknown): Emitted {
  const { floor, ids } = Object(stored) as Partial<Emitted>;
  return typeof floor === 'number' && typeof ids === 'object' ? { floor, ids } : NOTHING;
}

const staticKey = (context: IWebhookFunctions): string => `${context.getNode().id}/emitted`;

function emittedSoFar(context: IWebhookFunctions): Emitted {
  const stored = readEmitted(context.getWorkflowStaticData('global')[staticKey(context)]);
  const known = inMemory.get(keyOf(context)) ?? NOTHING;
  return { floor: Math.max(stored.floor, known.floor), ids: { ...stored.ids, ...known.ids } };
}

const madeAt = ({ created_at }: PayIn): number => Date.parse(created_at);

/** What is remembered is bounded, and nothing older than what was forgotten is ever new again. */
function bounded({ floor, ids }: Emitted, now: number): Emitted {
  const least = Math.max(floor, now - OLDEST);
  const young = Object.entries(ids).filter(([, at]) => at > least);
  const kept = young.sort(([, a], [, b]) => b - a).slice(0, MOST);
  const forgotten = young[kept.length]?.[1];
  return {
    floor: forgotten ?? least,
    ids: Object.fromEntries(kept.filter(([, at]) => at > (forgotten ?? least))),
  };
}

/** Whether an entry is a payment of the last day: what SecPaid can be calling for. */
export const isRecentPayment = (payIn: PayIn): boolean =>
  payIn.kind === 'payment' && madeAt(payIn) > Date.now() - OLDEST;

/** Of the entries those that a call can be about and that started nothing yet. */
export function newOnes(context: IWebhookFunctions, entries: readonly PayIn[]): PayIn[] {
  const { floor, ids } = emittedSoFar(context);
  return entries.filter(
    (entry) => isRecentPayment(entry) && madeAt(entry) > floor && !Object.hasOwn(ids, entry.id),
  );
}

/** Takes the new ones of the entries: from now on they are not new any more. Nothing may be awaited between the two. */
export function takeNew(context: IWebhookFunctions, entries: readonly PayIn[]): PayIn[] {
  const taken = newOnes(context, entries);
  if (taken.length === 0) return [];
  const { floor, ids } = emittedSoFar(context);
  const added = Object.fromEntries(taken.map((entry) => [entry.id, madeAt(entry)]));
  const next = bounded({ floor, ids: { ...ids, ...added } }, Date.now());
  inMemory.set(keyOf(context), next);
  context.getWorkflowStaticData('global')[staticKey(context)] = { ...next };
  return taken;
}
