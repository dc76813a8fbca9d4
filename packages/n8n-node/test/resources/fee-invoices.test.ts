/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { jsonOf, running, sandbox } from './fresh-sec-paid.ts';
import { describe, expect, it } from '@jest/globals';
import { FEE_INVOICE_FIELDS } from '@secpaid/core';

const invoices = running({ resource: 'feeInvoice', operation: 'getMany' });

/** The fees of three months are invoiced. */
function invoice(): void {
  for (const month of [3, 4, 5]) {
    sandbox.account.pay({ amount: 10, at: `2026-0${month}-12 10:00:00` });
    sandbox.account.invoices.issue(`2026-0${month}`, `2026-0${month + 1}-01 02:00:00`);
  }
}

describe('listing fee invoices', () => {
  it('gives them newest first, with every field', async () => {
    invoice();
    const items = jsonOf(await invoices({}));
    expect(items.map((item) => item['service_month'])).toEqual(['May 2026', 'April 2026', 'March 2026']);
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(FEE_INVOICE_FIELDS.map(({ key }) => key).sort());
  });

  it('filters by month, also by a day of it, and by number', async () => {
    invoice();
    for (const filters of [
      { month: '2026-04' },
      { month: '2026-04-17T00:00:00.000+02:00' },
      { search: '202604-sf' },
    ]) {
      const items = jsonOf(await invoices({ filters }));
      expect(items.map((item) => item['service_month'])).toEqual(['April 2026']);
    }
    expect(await invoices({ limit: 2 })).toHaveLength(2);
    expect(await invoices({ returnAll: true })).toHaveLength(3);
  });

  it('refuses a month that there is not', async () => {
    await expect(invoices({ filters: { month: '2026-13' } })).rejects.toThrow('Month must be a month');
  });
});
