import { describe, expect, it } from '@jest/globals';
import { Account, createService } from '../../src/index.ts';
import { call, clockAt, rowsOf } from '../helpers.ts';

/** An account with fees of two months, both invoiced. */
function invoiced() {
  const account = new Account({ clock: clockAt('2026-06-01T00:00:00Z') });
  account.pay({ amount: 100, at: '2026-04-12 10:00:00' });
  account.pay({ amount: 50, at: '2026-05-12 10:00:00' });
  account.invoices.issue('2026-04', '2026-05-01 02:00:00');
  account.invoices.issue('2026-05', '2026-06-01 02:00:00');
  return createService(account);
}

describe('getTaxInvoiceList', () => {
  it('answers in the documented shape: ids and dates as texts, fees and VAT as numbers, and how many there are', async () => {
    const answer = JSON.parse((await call(invoiced(), 'getTaxInvoiceList')).body) as object;
    expect(answer).toMatchObject({ ResponseCode: 1, Result: 'True', totalRecords: 2 });
    expect(rowsOf(await call(invoiced(), 'getTaxInvoiceList', { limit: 1, page: 2 }))).toEqual([
      {
        sf_id: '178',
        invoice_id: expect.stringMatching(/^202604-sf-\w{10}$/),
        invoice_date: '2026-05-01',
        service_month: 'April 2026',
        total_secpaid_fee: 1.5,
        total_psp_fee: 2.15,
        vat: 0,
        company: 'Example Shop GmbH',
        name: 'Erika Mustermann',
        street: 'Musterstraße',
        house_no: '1',
        city: 'Berlin',
        country: 'Germany',
        zipcode: '10115',
        user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
        created_at: '2026-05-01 02:00:00',
      },
    ]);
  });

  it.each([
    [{}, ['May 2026', 'April 2026']],
    [{ date: '2026-04' }, ['April 2026']],
    [{ search: '202605-SF' }, ['May 2026']],
    [{ search: 'nothing' }, []],
  ])('with %j lists %j', async (body, months) => {
    const rows = rowsOf(await call(invoiced(), 'getTaxInvoiceList', body));
    expect(rows).toMatchObject(months.map((service_month) => ({ service_month })));
    expect(rows).toHaveLength(months.length);
  });

  it.each([{ date: '2026-13' }, { date: '2026-04-01' }, { limit: 0 }])('refuses %j', async (body) => {
    const { body: text } = await call(invoiced(), 'getTaxInvoiceList', body);
    expect(JSON.parse(text)).toMatchObject({ Result: 'False', ResponseCode: 0 });
  });
});

it('a month is invoiced once, and only if there are fees', () => {
  const { account } = invoiced();
  expect(() => account.invoices.issue('2026-05', '2026-06-01 02:00:00')).toThrow('invoiced already');
  expect(() => account.invoices.issue('2026-03', '2026-06-01 02:00:00')).toThrow('no fees of 2026-03');
  account.clear();
  expect(account.invoices.rows()).toEqual([]);
});
