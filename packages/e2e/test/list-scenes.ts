import { expect, it } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import { chain } from '../src/workflows/types.ts';
import { paymentToTable, secPaidCredential } from '../src/workflows/workflows.ts';
import { watchPayments } from './faults-support.ts';
import { waitFor } from '../src/system/wait-for.ts';
import type { Counter } from './support.ts';

const DAY = 86_400_000;
const THE_SHOP = 'token-of-the-shop';

/** What a pause does to a workflow that starts from now at each publishing. */
export function pauseScene(counter: () => Counter, workflow: string): void {
  it('leaves what came in the pause, and takes what comes after it', async () => {
    const shop = counter();
    const { n8n, secPaid, sandbox } = shop;
    const { nodes } = paymentToTable({ secPaidCredential: secPaid, trigger: { startFrom: 'eachPublish' } });
    const taken = (): string[] => watchPayments(counter(), workflow).emitted();
    const pay = (note: string): unknown => sandbox.account.pay({ amount: 3, note });
    const unpublish = async (): Promise<unknown> =>
      await (await n8n.ownerSession()).request('POST', `workflows/${workflow}/deactivate`);
    await shop.open(chain(workflow, 'Paused', nodes.slice(0, 1)));
    pay('before the pause');
    await waitFor('the payment before it', () => taken().length > 0);
    await unpublish();
    pay('in the pause');
    await n8n.publish(workflow);
    pay('after the pause');
    await waitFor('the payment after it', () => taken().includes('after the pause'));
    expect(taken()).toEqual(['before the pause', 'after the pause']);
    await unpublish();
  });
}

/** What a list that is not as documented does to a published workflow that listens. */
export function listScenes(counter: () => Counter, workflow: string): void {
  const watched = (): ReturnType<typeof watchPayments> => watchPayments(counter(), workflow);
  const taken = (note: string): Promise<unknown> =>
    waitFor(`"${note}"`, () => watched().emitted().includes(note));

  it('emits a row dated ahead once, and all that comes after it', async () => {
    const { account } = counter().sandbox;
    account.pay({ amount: 7, note: 'dated ahead', at: '2099-01-01 00:00:00' });
    await taken('dated ahead');
    watched().pay('after the row dated ahead');
    await taken('after the row dated ahead');
  });

  it('shows a row that cannot be read as a failed execution once, and lets the others flow', async () => {
    const { account, deviations } = counter().sandbox;
    const payments = watched();
    const before = payments.failures().length;
    const payId = 777_001;
    const id = deviations.add('unreadable-row', { payId: String(payId), field: 'amount' });
    account.pay({ amount: 8, note: 'cannot be read', payId });
    payments.pay('beside the row that cannot be read');
    await taken('beside the row that cannot be read');
    await waitFor('the failed execution', () => payments.failures().length > before);
    await payments.polls(3);
    expect(payments.failures()).toHaveLength(before + 1);
    expect(payments.failures().at(-1)).toMatch(/an entry whose amount cannot be read.*The row: pay_id/);
    deviations.lift(id);
    await taken('cannot be read');
  });

  it('starts from now if the credential comes to show another account', async () => {
    const { sandbox, n8n, secPaid } = counter();
    const shop = sandbox.accounts.open(THE_SHOP);
    for (let day = 1; day <= 20; day++) {
      shop.pay({ amount: day, note: `of the shop ${day}`, at: wallClock(Date.now() - day * DAY) });
    }
    const before = watched().emitted().length;
    await (
      await n8n.ownerSession()
    ).request('PATCH', `credentials/${secPaid.id}`, {
      ...secPaidCredential({ apiToken: THE_SHOP, baseUrl: sandbox.apiUrl }),
    });
    // Requests, not polls: the first poll of the new account asks several times before it knows what is there.
    await watched().polls(12);
    shop.pay({ amount: 9, note: 'new in the shop' });
    await taken('new in the shop');
    expect(watched().emitted()).toHaveLength(before + 1);
  });
}
