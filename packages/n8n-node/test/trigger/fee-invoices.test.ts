/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { endpoints, pay, sandbox, trigger } from './fresh-trigger.ts';
import { ago, daysAgo, failureOf, idsOf, kindsOf, notesOf, sentencesOf } from '../support.ts';

/** SecPaid invoices its fees of a month. */
function invoice(month: string): string {
  sandbox.account.pay({ amount: 10, at: `${month}-12 10:00:00` });
  return sandbox.account.invoices.issue(month, ago(60)).sf_id;
}

describe('the event Fee Invoice', () => {
  it('starts with what is new, once, with one request', async () => {
    invoice('2025-01');
    trigger.parameters = { events: ['feeInvoice'] };
    const poll = trigger.start();
    expect(await poll()).toBeNull();
    const id = invoice('2025-02');
    const items = await poll();
    expect(items).toMatchObject([{ id, kind: 'fee_invoice', service_month: 'February 2025', vat: 0 }]);
    expect(await poll()).toBeNull();
    expect(new Set(endpoints())).toEqual(new Set(['getTaxInvoiceList']));
    expect(endpoints()).toHaveLength(3);
  });

  it('starts nothing old when it is chosen later, with a backfill neither', async () => {
    trigger.parameters = { events: ['payment'], startFrom: 'backfill', backfillDays: 9 };
    pay('old', daysAgo(1));
    await trigger.start()();
    invoice('2025-01');
    await trigger.start()();
    trigger.parameters = { ...trigger.parameters, events: ['payment', 'feeInvoice'] };
    const poll = trigger.start();
    expect(kindsOf((await poll()) ?? [])).not.toContain('fee_invoice');
    const id = invoice('2025-02');
    pay('new');
    const items = (await poll()) ?? [];
    expect(idsOf(items)).toContain(id);
    expect(notesOf(items)).toContain('new');
  });

  it('says in the editor that there is none yet, and shows those that are there', async () => {
    trigger.parameters = { events: ['feeInvoice'] };
    const failure = await failureOf(() => trigger.fetchTestEvent());
    expect(sentencesOf(failure)).toContain('There is no fee invoice in this SecPaid account yet.');
    const id = invoice('2025-01');
    expect(idsOf(await trigger.fetchTestEvent())).toEqual([id]);
  });
});
