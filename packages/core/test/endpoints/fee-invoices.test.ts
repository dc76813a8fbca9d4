import { describe, expect, it } from '@jest/globals';
import { createClient, FEE_INVOICE_FIELDS, FEE_INVOICE_SAMPLE, isReadable } from '../../src/index.ts';
import { answering, connectionWith, failureOf, success, TOKEN } from '../support.ts';

/** A row as SecPaid documents it, with the given changes. */
const row = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  sf_id: '178',
  invoice_id: '202604-sf-QRxbbs7z9n',
  invoice_date: '2026-05-01',
  service_month: 'April 2026',
  total_secpaid_fee: 41.35,
  total_psp_fee: 28.9,
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
  ...change,
});

function listing(...rows: readonly unknown[]) {
  const { transport, requests } = answering({ body: success(rows) });
  const { feeInvoices } = createClient(connectionWith(TOKEN), transport);
  return { feeInvoices, asked: () => requests.map(({ body }) => JSON.parse(body) as unknown) };
}

describe('a fee invoice', () => {
  it('is typed, and gives every field of the table', async () => {
    const [invoice] = await listing(row()).feeInvoices.list({});
    expect(invoice).toEqual(FEE_INVOICE_SAMPLE);
    expect(Object.keys(invoice ?? {}).sort()).toEqual(FEE_INVOICE_FIELDS.map(({ key }) => key).sort());
    expect(invoice).toMatchObject({
      id: '178',
      kind: 'fee_invoice',
      vat: 0,
      created_at: '2026-05-01T02:00:00+02:00',
      date_text_de: '01.05.2026 02:00',
    });
  });

  it('reads numbers that come as texts, and passes unknown keys through', async () => {
    const odd = row({ sf_id: 178, total_secpaid_fee: '41.35', vat: '0', pdf: 'https://example.com' });
    const [invoice] = await listing(odd).feeInvoices.list({});
    expect(invoice).toEqual({ ...FEE_INVOICE_SAMPLE, pdf: 'https://example.com' });
  });

  it('has the date of the invoice if SecPaid gives no other', async () => {
    const [invoice] = await listing(row({ created_at: null })).feeInvoices.list({});
    expect(invoice).toMatchObject({ created_at: '2026-05-01T00:00:00+02:00' });
  });

  it.each([{ sf_id: null }, { created_at: 'May', invoice_date: 'May' }])(
    'that cannot be read is marked, and the others stay: %j',
    async (change) => {
      const listed = await listing(row(change), row({ sf_id: '179' })).feeInvoices.list({});
      expect(listed).toHaveLength(2);
      expect(listed.filter(isReadable).map(({ id }) => id)).toEqual(['179']);
    },
  );
});

describe('a list of fee invoices', () => {
  it('comes newest first, whatever its order', async () => {
    const rows = ['2026-03', '2026-05', '2026-04'].map((month, index) =>
      row({ sf_id: String(index), created_at: `${month}-01 02:00:00` }),
    );
    const listed = await listing(...rows).feeInvoices.list({});
    expect(listed.map(({ id }) => id)).toEqual(['1', '2', '0']);
  });

  it('asks by the documented fields, and leaves out what was not given', async () => {
    const { feeInvoices, asked } = listing(row());
    await feeInvoices.page({ page: 2, limit: 50 });
    await feeInvoices.list({ search: '202604', month: '2026-04' });
    expect(asked()).toEqual([
      { page: 2, limit: 50 },
      { page: 1, limit: 1000, search: '202604', date: '2026-04' },
    ]);
  });

  it.each(['2026-13', '2026-4', '2026-04-01', ''])(
    'refuses the month %j before any request',
    async (month) => {
      const { feeInvoices, asked } = listing(row());
      const { message } = await failureOf(() => feeInvoices.list({ month }));
      expect(message).toContain('Month must be a month written YYYY-MM, such as 2026-04');
      expect(asked()).toEqual([]);
    },
  );
});
