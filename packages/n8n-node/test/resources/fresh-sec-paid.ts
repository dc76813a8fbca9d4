/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { waits } from '../no-waiting.ts';
import { afterEach, beforeEach } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/src/index.ts';
import { executeSecPaid } from './sec-paid-in-n8n.ts';
import { credentialOf, type Item, notesOf, openSandbox } from '../support.ts';

/*
 * Each test that imports these gets a new account, and a SecPaid node that never waits.
 */

export let sandbox: Sandbox;

beforeEach(async () => {
  waits.length = 0;
  sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

export type Parameters = Record<string, unknown>;

/** Runs the node with these parameters, one set for each input item; with the defaults if there is none. */
export const run = (...items: Parameters[]): Promise<INodeExecutionData[]> =>
  executeSecPaid({ credential: credentialOf(sandbox), items: items.length === 0 ? [{}] : items });

/** Runs it so with some parameters that are the same each time. */
export const running =
  (fixed: Parameters) =>
  (...items: Parameters[]): Promise<INodeExecutionData[]> =>
    run(...items.map((item) => ({ ...fixed, ...item })));

export const jsonOf = (items: INodeExecutionData[]): Item[] => items.map(({ json }) => json);

/** The notes of what such a run gives. */
export const notes = async (parameters: Parameters): Promise<unknown[] | null> =>
  notesOf(jsonOf(await run(parameters)));

/** What SecPaid was asked, in its order. */
export const asked = (): unknown[] => sandbox.requests.map(({ body }) => body);
