import { describe, expect, it, jest } from '@jest/globals';
import { emittedItems } from '../src/n8n/database.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain, type Workflow, type WorkflowNode } from '../src/workflows/types.ts';
import { paymentToTable } from '../src/workflows/workflows.ts';
import { openShop, type Shop } from '../test/support.ts';

/*
 * n8n keeps what all nodes of a workflow remember in one place, and an execution in which a node changed its part
 * writes the whole of it back when it ends, as it was when the execution began: an older position of the trigger too.
 */

const TRIGGER = 'SecPaid Trigger';
const WORKFLOW = 'paymentToTable01';

jest.setTimeout(10 * 60_000);

/** Remembers something in a Code node; an execution of the payment "slow" ends after that of "fast". */
function remembering(shop: Shop): Workflow {
  const [trigger] = paymentToTable({ secPaidCredential: shop.secPaid }).nodes;
  if (!trigger) throw new Error('Expected a trigger.');
  const node = (name: string, type: string, typeVersion: number, parameters: object): WorkflowNode => ({
    id: name,
    name,
    type: `n8n-nodes-base.${type}`,
    typeVersion,
    position: [200, 0],
    parameters: { ...parameters },
  });
  const jsCode = `const mine = $getWorkflowStaticData('global'); mine.count = (mine.count ?? 0) + 1; return $input.all();`;
  const amount = `={{ $json.recipient_note === 'slow' ? 20 : 1 }}`;
  return chain(WORKFLOW, 'Remembering', [
    trigger,
    node('Code', 'code', 2, { jsCode }),
    node('Wait', 'wait', 1.1, { resume: 'timeInterval', amount, unit: 'seconds' }),
  ]);
}

async function emittedAfterRestart(
  settings: Record<string, string>,
): Promise<{ note: string; id: unknown }[]> {
  const shop = await openShop(settings);
  const { n8n, sandbox } = shop;
  const emitted = (): { note: string; id: unknown }[] =>
    emittedItems(n8n.home.database, WORKFLOW, TRIGGER).map(({ item }) => ({
      note: String(item['recipient_note']),
      id: item['id'],
    }));
  const heard = async (note: string): Promise<void> => {
    await waitFor(note, () => emitted().some((one) => one.note === note), { timeoutMs: 60_000 });
  };
  try {
    await n8n.importWorkflows([remembering(shop)]);
    await n8n.publish(WORKFLOW);
    for (const note of ['slow', 'fast']) {
      sandbox.account.pay({ amount: 1, note });
      await heard(note);
    }
    await waitFor(
      'both executions to be over',
      () => n8n.executions(WORKFLOW).filter(({ status }) => status === 'success').length === 2,
      { timeoutMs: 90_000 },
    );
    await n8n.stop();
    await n8n.start();
    sandbox.account.pay({ amount: 1, note: 'after the restart' });
    await heard('after the restart');
    return emitted();
  } finally {
    await shop.close();
  }
}

describe('a restart after an execution whose own nodes remembered something', () => {
  it('repeats what was found while that execution ran, under the same id, as n8n is set up today', async () => {
    const emitted = await emittedAfterRestart({});
    expect(emitted.map(({ note }) => note).sort()).toEqual(['after the restart', 'fast', 'fast', 'slow']);
    expect(new Set(emitted.map(({ id }) => id)).size).toBe(3);
  });

  it('repeats nothing with durable cursors', async () => {
    const emitted = await emittedAfterRestart({
      N8N_SCHEDULER_ENABLED: 'true',
      N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
      N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
    });
    expect(emitted.map(({ note }) => note).sort()).toEqual(['after the restart', 'fast', 'slow']);
  });
});
