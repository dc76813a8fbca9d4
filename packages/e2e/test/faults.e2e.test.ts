import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import { isRecord, listAt, textAt } from '../src/system/shape.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { paymentToTable } from '../src/workflows/workflows.ts';
import { TRIGGER, watchPayments } from './faults-support.ts';
import { type Counter, openCounter } from './support.ts';

const WORKFLOW = 'faultsToTable001';
const HOUR = 3_600_000;

let counter: Counter;
let sandbox: Counter['sandbox'];
let n8n: Counter['n8n'];
let payments: ReturnType<typeof watchPayments>;
let ahead = 0;

function parametersOf(node: Record<string, unknown>): Record<string, unknown> {
  const { parameters } = node;
  return isRecord(parameters) ? parameters : {};
}

beforeAll(async () => {
  counter = await openCounter({ clock: () => Date.now() + ahead });
  ({ sandbox, n8n } = counter);
  payments = watchPayments(counter, WORKFLOW);
  await counter.open(
    paymentToTable({ id: WORKFLOW, secPaidCredential: counter.secPaid, table: counter.table }),
  );
});

afterAll(() => counter.close());

describe('payments each go to exactly one execution', () => {
  it('after an hour in which SecPaid could not be reached', async () => {
    const before = payments.failures().length;
    payments.pay('before the outage');
    sandbox.faults.add({ kind: 'drop', times: 10_000 });
    for (const quarter of [1, 2, 3, 4]) {
      ahead += HOUR / 4;
      payments.pay(`in the outage, quarter ${quarter}`);
    }
    await payments.polls(4);
    await payments.failed(/^SecPaid could not be reached/, before);
    sandbox.faults.clear();
    await payments.eachOnce();
    // The polls between are in n8n’s log, and so does the end.
    expect(payments.failures()).toHaveLength(before + 1);
    expect(n8n.logTail(100_000)).toMatch(
      /SecPaid Trigger could not poll\. SecPaid could not be reached.* 3 polls have failed in a row since/,
    );
    expect(n8n.logTail(100_000)).toMatch(
      /SecPaid Trigger polls again\. [4-9] polls have failed in a row since/,
    );
  });

  it('after a page in the middle of a long list could not be read', async () => {
    const before = payments.failures().length;
    sandbox.faults.add({ kind: 'cut-off', times: 3, onPage: 2 });
    payments.paid.push(...Array.from({ length: 1_200 }, (_, index) => `long list ${index}`));
    const now = Date.now() + ahead;
    sandbox.account.addMany(1_200, (index) => ({
      amount: 3,
      note: `long list ${index}`,
      at: wallClock(now - (index % 300) * 1_000),
    }));
    await waitFor('three polls to fail on page 2', () => sandbox.faults.size === 0);
    await payments.failed(/^SecPaid/, before);
    await payments.eachOnce();
  });

  it('after SecPaid refused one poll after the other for too many requests', async () => {
    const before = payments.failures().length;
    sandbox.faults.add({ kind: '429', retryAfter: 60, times: 10_000 });
    payments.pay('while refused');
    await payments.polls(3);
    await payments.failed(/requests/, before);
    sandbox.faults.clear();
    await payments.eachOnce();
  });

  it('after the API token was revoked and a new one entered', async () => {
    const before = payments.failures().length;
    sandbox.service.token = 'the-new-token';
    payments.pay('with the old token');
    await payments.failed(/^SecPaid refused the API token/, before);
    const session = await n8n.ownerSession();
    await session.request('PATCH', `credentials/${counter.secPaid.id}`, {
      name: counter.secPaid.name,
      type: counter.secPaid.type,
      data: { ...counter.secPaid.data, apiToken: 'the-new-token' },
    });
    await payments.eachOnce();
  });

  it('after the workflow was switched off for a while', async () => {
    const session = await n8n.ownerSession();
    payments.pay('before it was switched off');
    await waitFor('the payment', () => payments.emitted().includes('before it was switched off'));
    await session.request('POST', `workflows/${WORKFLOW}/deactivate`);
    const asked = sandbox.requests.length;
    payments.pay('while switched off');
    ahead += HOUR;
    payments.pay('while switched off, an hour later');
    expect(sandbox.requests.length - asked).toBeLessThanOrEqual(1);
    await n8n.publish(WORKFLOW);
    await payments.eachOnce();
  });

  it('after the workflow was edited and published again', async () => {
    const { nodes, connections, versionId } = await payments.workflowNow();
    const edited = listAt(nodes).map((node) =>
      textAt(node, 'name') === TRIGGER && isRecord(node)
        ? { ...node, parameters: { ...parametersOf(node), options: { maxItems: 500 } } }
        : node,
    );
    await (
      await n8n.ownerSession()
    ).request('PATCH', `workflows/${WORKFLOW}`, { nodes: edited, connections, versionId });
    payments.pay('edited, not yet published');
    await n8n.publish(WORKFLOW);
    payments.pay('edited and published');
    await payments.eachOnce();
  });

  it('also in a duplicate of the workflow, which starts from its own beginning', async () => {
    const { name, nodes, connections, settings } = await payments.workflowNow();
    const copy = await (
      await n8n.ownerSession()
    ).request('POST', 'workflows', { name: `${String(name)} copy`, nodes, connections, settings });
    const id = textAt(copy, 'id');
    await n8n.publish(id);
    payments.pay('for both');
    await waitFor('the copy to have it', () => payments.emitted(id).includes('for both'));
    await payments.eachOnce();
    expect(payments.emitted(id)).toEqual(['for both']);
    await (await n8n.ownerSession()).request('POST', `workflows/${id}/deactivate`);
  });
});

describe('the table', () => {
  it('has one row for each payment in the end', async () => {
    await waitFor('the rows', () => n8n.tableRows(counter.table).length >= payments.paid.length);
    const rows = n8n.tableRows(counter.table).map((row) => String(row['recipient_note']));
    expect(new Set(rows)).toEqual(new Set(payments.paid));
  });
});
