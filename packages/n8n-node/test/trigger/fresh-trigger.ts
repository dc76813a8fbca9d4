/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { afterEach, beforeEach, jest } from '@jest/globals';
import type { Sandbox } from '../../../sandbox/src/index.ts';
import { ago, openSandbox } from '../support.ts';
import { TriggerInN8n } from './trigger-in-n8n.ts';

/*
 * Each test that imports these gets new ones: an account, and a trigger that watches it.
 */

export let sandbox: Sandbox;
export let trigger: TriggerInN8n;

beforeEach(async () => {
  sandbox = await openSandbox();
  trigger = new TriggerInN8n(sandbox);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await sandbox.close();
});

/** A payment that its note names. */
export const pay = (note: string, at = ago(60)): ReturnType<Sandbox['account']['pay']> =>
  sandbox.account.pay({ amount: 20, note, at });

/** A payment of a separate day, and its pay-out; gives the payout_id. */
export function payOut(amount = 20, at = ago(60)): string {
  const day = new Date(Date.now() - (100 + sandbox.account.payouts.rows().length) * 86_400_000);
  sandbox.account.pay({ amount, at: `${day.toISOString().slice(0, 10)} 12:00:00` });
  const [made] = sandbox.account.payouts.payOut(day.toISOString().slice(0, 10), at);
  return made?.payout_id ?? '';
}

/** What was asked for: the endpoints, in their order. */
export const endpoints = (from = 0): string[] =>
  sandbox.requests.slice(from).map(({ path }) => path.split('/').at(-1) ?? '');
