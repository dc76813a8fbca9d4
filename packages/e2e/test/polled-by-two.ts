import { startSandbox } from '@secpaid/sandbox';
import { preparedTarball } from '../src/n8n/prepared.ts';
import { startN8nQueue } from '../src/n8n/queue.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain } from '../src/workflows/types.ts';
import { paymentToTable, secPaidCredential } from '../src/workflows/workflows.ts';
import { listings } from './asked.ts';
import { TRIGGER } from './faults-support.ts';

const WORKFLOW = 'polledByTwo';
const PAYMENTS = 15;

/**
 * Lets two main processes of n8n on one database poll while 15 payments come, three at a time.
 *
 * @param copies how often each payment is waited for
 * @returns how often each payment was handed to an execution
 */
export async function polledByTwo(env: Readonly<Record<string, string>>, copies: number): Promise<number[]> {
  const sandbox = await startSandbox({ rateLimit: false });
  const n8n = await startN8nQueue({
    tarball: preparedTarball(),
    others: 1,
    env,
    credential: secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl }),
    workflowsWith: (secPaidCredential) => [
      chain(WORKFLOW, 'Polled by two', paymentToTable({ secPaidCredential }).nodes.slice(0, 1)),
    ],
  });
  const entries = async (): Promise<string[]> =>
    (await n8n.emitted(WORKFLOW, TRIGGER)).map(({ entry }) => entry);
  try {
    for (let payment = 3; payment <= PAYMENTS; payment += 3) {
      sandbox.account.addMany(3, (index) => ({ amount: payment + index, note: 'one of three' }));
      await waitFor(`${payment} payments`, async () => (await entries()).length >= payment * copies);
    }
    const before = listings(sandbox);
    await waitFor('six more polls', () => listings(sandbox) >= before + 6);
    const all = await entries();
    return [...new Set(all)].map((entry) => all.filter((one) => one === entry).length);
  } finally {
    await n8n.close();
    await sandbox.close();
  }
}

/** Each of the payments, so often. */
export const each = (copies: number): number[] => Array.from({ length: PAYMENTS }, () => copies);
