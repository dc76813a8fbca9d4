/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { afterEach, beforeEach, jest } from '@jest/globals';
import type { Sandbox } from '../../sandbox/src/index.ts';
import { ago, openSandbox, TriggerInN8n } from './support.ts';

/*
 * Whoever imports these has them new for each test: an account, and a trigger that watches it.
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
