/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-hardcoded-secrets -- tests are not part of the package */
import { waits } from '../no-waiting.ts';
import { afterEach, beforeEach, expect, jest } from '@jest/globals';
import type { PaymentEndpointSettings, Sandbox } from '../../../sandbox/src/index.ts';
import { InstantTriggerInN8n } from './support.ts';
import { ago, notesOf, openSandbox } from '../support.ts';

/*
 * Each test that imports these gets new ones: an account, and an instant trigger that it calls.
 */

export let sandbox: Sandbox;
export let trigger: InstantTriggerInN8n;

/** An encryption key as SecPaid’s dashboard gives one. */
export const KEY = '0123456789abcdef0123456789ABCDEF';

beforeEach(async () => {
  waits.length = 0;
  sandbox = await openSandbox();
  trigger = await InstantTriggerInN8n.open(sandbox);
  endpoint({});
});
afterEach(async () => {
  jest.restoreAllMocks();
  await trigger.close();
  await sandbox.close();
});

/** Where the account sends its calls, and how; by default to the trigger, in plain JSON. */
export function endpoint(settings: Partial<PaymentEndpointSettings>): void {
  sandbox.service.notifier.settings = { urls: [trigger.url], ...settings };
}

/** Every call was answered, and all of it looked up. */
export async function settled(): Promise<void> {
  await sandbox.deliveries.settled();
  await trigger.settled();
}

/** A payment that its note names. */
export const pay = (note: string, at = ago(60)) => sandbox.account.pay({ amount: 20, note, at });

/** The same, once every call that it caused is through. */
export async function paid(note: string, at?: string): Promise<ReturnType<typeof pay>> {
  const row = pay(note, at);
  await settled();
  return row;
}

/** Calls as SecPaid does, for any payment. */
export async function forge(payId: string): Promise<void> {
  const body = JSON.stringify({ payId, amount: 20 });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox.url}/control/forge-delivery`, { method: 'POST', headers, body });
  expect(answer.ok).toBe(true);
  await settled();
}

/** Sends any body; gives the status of the answer, which does not wait for the look-up. */
export async function send(body: unknown, type = 'application/json'): Promise<number> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { status } = await fetch(trigger.url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: text,
  });
  return status;
}

/** The same, once the call is through. */
export async function post(body: unknown, type?: string): Promise<number> {
  const status = await send(body, type);
  await trigger.settled();
  return status;
}

/** SecPaid answers nothing until the function that this gives is called. */
export function holdSecPaid(): () => void {
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => (go = resolve));
  sandbox.service.before = () => held;
  return go;
}

/** How often SecPaid was asked. */
export const asked = (): number => sandbox.requests.length;

/** The notes of what started. */
export const notes = (): unknown[] | null => notesOf(trigger.items);
