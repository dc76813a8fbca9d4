import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import { listAt, textAt } from '../src/system/shape.ts';
import { runOnce } from '../src/n8n/template-run.ts';
import { setUpTemplate } from '../src/workflows/templates.ts';
import { waitFor } from '../src/system/wait-for.ts';
import type { Workflow } from '../src/workflows/types.ts';
import { pollEvery } from '../src/workflows/workflows.ts';
import { type Counter, openCounter } from './support.ts';

jest.setTimeout(300_000);

type Row = ReturnType<Counter['n8n']['tableRows']>[number];

const PAYMENTS = 'SecPaid payments';
const ORDERS = 'SecPaid orders';
const ADDRESSES = { fromEmail: 'shop@example.com', toEmail: 'merchant@example.com' };
const MINUTE = 60_000;

let shop: Counter;
let toTable: Workflow;
let safetyNet: Workflow;
let reconcile: Workflow;
let summary: Workflow;

const account = (): Counter['sandbox']['account'] => shop.sandbox.account;
const ago = (minutes: number): string => wallClock(Date.now() - minutes * MINUTE);
const without = (row: Row, ...columns: string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)));
/** The rows without the times that n8n itself notes. */
const content = (table: string): Row[] =>
  shop.n8n.tableRows(table).map((row) => without(row, 'createdAt', 'updatedAt'));
const rowsAbout = (note: string) => content(PAYMENTS).filter((row) => row['recipient_note'] === note);

beforeAll(async () => {
  shop = await openCounter();
  const { n8n, secPaid, smtp } = shop;
  const credentials = [secPaid, smtp];
  toTable = setUpTemplate('payment-to-data-table', {
    id: 'templateTable001',
    credentials,
    parameters: { 'When a payment arrives': { pollTimes: pollEvery(2) } },
  });
  safetyNet = setUpTemplate('hourly-safety-net', { id: 'templateNet00001', credentials });
  reconcile = setUpTemplate('reconcile-orders', {
    id: 'templateOrders01',
    credentials,
    parameters: { 'Send what needs a look': ADDRESSES },
  });
  summary = setUpTemplate('daily-summary-by-email', {
    id: 'templateSummary1',
    credentials,
    parameters: { 'Send the mail': ADDRESSES },
  });
  const workflows = [toTable, safetyNet, reconcile, summary];
  await n8n.importWorkflows(workflows);
  await runOnce(n8n, toTable, 'When a payment arrives');
  await runOnce(n8n, reconcile, 'Every hour');
  for (const { id } of workflows) await n8n.publish(id);
});

afterAll(() => shop.close());

describe('payment → Data Table row', () => {
  const note = '=1+1 <script>alert(1)</script>';

  it('writes one row, with numbers, Berlin time and the note as it is', async () => {
    const paid = account().pay({ amount: 49.99, note });
    await waitFor('the row', () => rowsAbout(note).length > 0);
    expect(rowsAbout(note)).toEqual([
      {
        id: expect.any(Number),
        entry_id: expect.stringMatching(new RegExp(`^${paid.pay_id}_\\d{8}T\\d{6}_49\\.99$`)),
        pay_id: paid.pay_id,
        created_at: paid.created_at,
        amount: 49.99,
        net_amount: Number(paid.net_amount),
        currency: 'EUR',
        recipient_note: note,
        payment_method: 'card',
        payout_status: 'Pending',
      },
    ]);
  });

  it('was made by the first click, and filled with the newest payments', () => {
    expect(content(PAYMENTS).filter((row) => row['recipient_note'] !== note)).not.toEqual([]);
    expect(content(PAYMENTS).every(({ entry_id }) => typeof entry_id === 'string')).toBe(true);
  });

  it('is the same row after a second click', async () => {
    const before = content(PAYMENTS);
    await runOnce(shop.n8n, toTable, 'When a payment arrives');
    expect(content(PAYMENTS)).toEqual(before);
  });
});

describe('the hourly safety net', () => {
  it('fills in a row that is missing, and leaves exactly one for each payment', async () => {
    for (const [minutes, note] of [
      [15, 'net 1'],
      [60, 'net 2'],
      [6 * 24 * 60, 'net 3'],
    ] as const) {
      account().pay({ amount: 10, note, at: ago(minutes) });
      await waitFor(`the row of ${note}`, () => rowsAbout(note).length === 1);
    }
    const before = content(PAYMENTS);
    await deleteRow(String(rowsAbout('net 2')[0]?.['entry_id']));
    expect(rowsAbout('net 2')).toEqual([]);

    await runOnce(shop.n8n, safetyNet, 'Every hour');
    const byEntry = (rows: Row[]): Map<unknown, Row> =>
      new Map(rows.map((row) => [row['entry_id'], without(row, 'id')]));
    expect(content(PAYMENTS)).toHaveLength(before.length);
    expect(byEntry(content(PAYMENTS))).toEqual(byEntry(before));
  });

  it('changes nothing when it runs again', async () => {
    const before = content(PAYMENTS);
    await runOnce(shop.n8n, safetyNet, 'Every hour');
    expect(content(PAYMENTS)).toEqual(before);
  });

  it('keeps payout_status up to date, in the same row', async () => {
    const [before] = rowsAbout('net 1');
    account().setPayoutStatus((row) => row.recipient_note === 'net 1', 'Approved');
    await runOnce(shop.n8n, safetyNet, 'Every hour');
    expect(rowsAbout('net 1')).toEqual([{ ...before, payout_status: 'Approved' }]);
  });

  it('writes no row for a refund, and leaves what is younger than ten minutes to the trigger', async () => {
    account().pay({ amount: 10, note: 'too young', at: ago(1) });
    const paid = account().pay({ amount: 10, note: 'old enough', at: ago(11) });
    account().refund(paid.pay_id, { at: ago(11) });
    for (const note of ['too young', 'old enough']) {
      await waitFor(`the row of ${note}`, () => rowsAbout(note).length === 1);
      await deleteRow(String(rowsAbout(note)[0]?.['entry_id']));
    }
    await runOnce(shop.n8n, safetyNet, 'Every hour');
    expect(rowsAbout('too young')).toEqual([]);
    expect(rowsAbout('old enough')).toEqual([expect.objectContaining({ amount: 10 })]);
  });
});

describe('reconcile orders', () => {
  const order = (number: string) => content(ORDERS).find((row) => row['order_number'] === number);
  const run = async (): Promise<string | undefined> => {
    const before = shop.mailbox.mails().length;
    await runOnce(shop.n8n, reconcile, 'Every hour');
    return shop.mailbox.mails()[before]?.text.trim();
  };

  beforeAll(async () => {
    for (const [order_number, amount] of [
      ['104', 49.99],
      ['1042', 20],
      ['105', 15],
      ['106', 30],
      ['107', 0.3],
      ['RE-2026-7', 12],
      ['50', 1],
    ] as const)
      await addOrder({ order_number, amount });
    // The payments of the tests above name no order.
    expect(await run()).toContain('Note: net 3');
  });

  it.each([
    ['1042', 'Order 1042', 20],
    ['104', 'Thank you! Order #104.', 49.99],
    ['RE-2026-7', 'invoice re-2026-7, Smith', 12],
  ])('marks order %s as paid by the note "%s"', async (number, note, amount) => {
    const paid = account().pay({ amount, note });
    expect(await run()).toBeUndefined();
    expect(order(number)).toMatchObject({
      paid: 1,
      payments: expect.stringMatching(new RegExp(`^${paid.pay_id}_\\S+$`)),
      remark: '',
    });
    const untouched = ['104', '1042', 'RE-2026-7'].filter((other) => other !== number);
    for (const other of untouched) expect(String(order(other)?.['payments'])).not.toContain(paid.pay_id);
  });

  it.each(['1050', 'Order 2105', '105-2', '2026-105', '105.00 EUR', 'A105', 'Order105', '', '. . .'])(
    'takes the note "%s" for no other order’s number',
    async (note) => {
      account().pay({ amount: 15, note });
      expect(await run()).toBeUndefined();
      expect(order('105')).toMatchObject({ paid: null, payments: null, remark: null });
    },
  );

  it('reports a wrong amount once, and does not mark the order', async () => {
    const paid = account().pay({ amount: 14.99, note: 'Order 105' });
    const what = `wrong amount, 15.00 EUR expected: 14.99 EUR on ${paid.created_at.slice(0, 10)}, pay ID ${paid.pay_id}`;
    expect(await run()).toBe(`Order 105\n${what}`);
    expect(shop.mailbox.mails().at(-1)?.subject).toBe('Order 105 needs a look');
    expect(order('105')).toMatchObject({ paid: 0, remark: what });
    expect(await run()).toBeUndefined();
  });

  it('marks that order when the right amount comes, and keeps the remark', async () => {
    account().pay({ amount: 15, note: 'order 105' });
    expect(await run()).toBeUndefined();
    expect(order('105')).toMatchObject({ paid: 1, remark: expect.stringMatching(/^wrong amount/) });
  });

  it('reports an order that is paid twice, also when both come at once', async () => {
    account().pay({ amount: 30, note: 'Order 106' });
    const second = account().pay({ amount: 30, note: 'Order 106', at: wallClock(Date.now() + 1000) });
    const first = account().pay({ amount: 20, note: '1042 once more' });
    const mail = await run();
    expect(shop.mailbox.mails().at(-1)?.subject).toBe('2 orders need a look');
    expect(mail).toContain(`Order 106\npaid again: 30.00 EUR on`);
    expect(mail).toContain(`pay ID ${second.pay_id}`);
    expect(mail).toContain(`Order 1042\npaid again: 20.00 EUR on`);
    expect(mail).toContain(`pay ID ${first.pay_id}`);
    expect(order('106')).toMatchObject({ paid: 1 });
    expect(await run()).toBeUndefined();
  });

  it('reports a note that names several orders, and marks none', async () => {
    account().pay({ amount: 0.3, note: 'Orders 107 and 50' });
    expect(await run()).toContain('names several orders (107, 50): 0.30 EUR');
    expect([order('107'), order('50')]).toMatchObject([{ paid: 0 }, { paid: 0 }]);
  });

  it('compares amounts to the cent, whatever floats make of them', async () => {
    account().pay({ amount: 0.3, note: '107' });
    await addOrder({ order_number: '108', amount: 0.1 + 0.2 });
    account().pay({ amount: 0.3, note: '108' });
    expect(await run()).toBeUndefined();
    expect([order('107'), order('108')]).toMatchObject([{ paid: 1 }, { paid: 1 }]);
  });

  it('finds an order by a payment that came before it was in the table', async () => {
    account().pay({ amount: 7, note: 'Order 109' });
    await run();
    await addOrder({ order_number: '109', amount: 7 });
    await run();
    expect(order('109')).toMatchObject({ paid: 1 });
  });
});

describe('a payment that names no order', () => {
  const DAY = 24 * 60;
  const sent = async (workflow = reconcile) => {
    const before = shop.mailbox.mails().length;
    await runOnce(shop.n8n, workflow, 'Every hour');
    return shop.mailbox.mails().slice(before);
  };

  it('is mailed once, a day after it was paid', async () => {
    account().pay({ amount: 33, note: 'too early', at: ago(DAY - 60) });
    const paid = account().pay({ amount: 1034, note: 'For Tom', at: ago(DAY + 60) });
    const [mail, ...others] = await sent();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('A payment names no order');
    expect(mail?.text.trim()).toBe(
      `1,034.00 EUR on ${paid.created_at.slice(0, 16)}, pay ID ${paid.pay_id}\nNote: For Tom`,
    );
    expect(await sent()).toEqual([]);
  });

  it('comes again with the next mail if the mail failed', async () => {
    const failing = setUpTemplate('reconcile-orders', {
      id: 'templateOrders02',
      credentials: [shop.secPaid, shop.smtp],
      parameters: { 'Send what needs a look': { ...ADDRESSES, toEmail: 'nobody' } },
    });
    await shop.n8n.importWorkflows([failing]);
    account().pay({ amount: 35, note: 'a', at: ago(DAY + 60) });
    account().pay({ amount: 36, note: '', at: ago(DAY + 59) });
    await expect(sent(failing)).rejects.toThrow('No recipients defined');
    const [mail] = await sent();
    expect(mail?.subject).toBe('2 payments name no order');
    expect(mail?.text).toMatch(/^35\.00 EUR on .*\nNote: a\n\n36\.00 EUR on .*\nNote: none\s*$/);
  });

  it('is not mailed if it is of a Personal QR, or counts for an order whose number changed', async () => {
    account().payPersonalQr({ amount: 37, note: 'Stall', at: ago(DAY + 60) });
    await addOrder({ order_number: '301', amount: 38 });
    account().pay({ amount: 38, note: '301', at: ago(DAY + 60) });
    expect(await sent()).toEqual([]);
    await changeNumber('301', '302');
    expect(await sent()).toEqual([]);
  });

  it('still finds an order that comes later', async () => {
    account().pay({ amount: 39, note: 'Order 303', at: ago(DAY + 60) });
    expect(await sent()).toMatchObject([{ subject: 'A payment names no order' }]);
    await addOrder({ order_number: '303', amount: 39 });
    expect(await sent()).toEqual([]);
    expect(content(ORDERS).find((row) => row['order_number'] === '303')).toMatchObject({ paid: 1 });
  });
});

describe('reconcile orders, when money goes back', () => {
  const order = (number: string) => content(ORDERS).find((row) => row['order_number'] === number);
  const run = async (): Promise<string | undefined> => {
    const before = shop.mailbox.mails().length;
    await runOnce(shop.n8n, reconcile, 'Every hour');
    return shop.mailbox.mails()[before]?.text.trim();
  };
  async function paidOrder(number: string, at = ago(3)): Promise<string> {
    await addOrder({ order_number: number, amount: 60 });
    const { pay_id } = account().pay({ amount: 60, note: `Order ${number}`, at });
    await run();
    expect(order(number)).toMatchObject({ paid: 1, payment_status: 'paid', paid_by: pay_id });
    return pay_id;
  }

  it('takes a refunded order back, and mails it once', async () => {
    const payId = await paidOrder('201');
    account().refund(payId, { amount: 20 });
    const what = `partly_refunded, pay ID ${payId}: 20.00 EUR refunded, 0.00 EUR disputed`;
    expect(await run()).toBe(`Order 201\n${what}`);
    expect(order('201')).toMatchObject({ paid: 0, payment_status: 'partly_refunded', remark: what });
    expect(await run()).toBeUndefined();
    account().refund(payId, { amount: 40 });
    expect(await run()).toContain(`refunded, pay ID ${payId}: 60.00 EUR refunded`);
    expect(order('201')).toMatchObject({ paid: 0, payment_status: 'refunded' });
  });

  it('takes a disputed order back, and gives it again when the dispute is won', async () => {
    const payId = await paidOrder('202');
    account().dispute(payId);
    expect(await run()).toContain(`disputed, pay ID ${payId}`);
    expect(order('202')).toMatchObject({ paid: 0, payment_status: 'disputed' });
    account().disputeRefund(payId);
    expect(await run()).toContain('dispute_won');
    expect(order('202')).toMatchObject({ paid: 1, payment_status: 'dispute_won' });
    expect(await run()).toBeUndefined();
  });

  it('takes an order back that is refunded in place, and never calls it paid before', async () => {
    await addOrder({ order_number: '203', amount: 60 });
    const { pay_id: payId } = account().pay({ amount: 60, note: '203' });
    account().refund(payId, { as: 'in-place' });
    expect(await run()).toContain(`refunded, pay ID ${payId}`);
    expect(order('203')).toMatchObject({ paid: 0, payment_status: 'refunded' });
  });

  it('leaves an order paid when its second payment is refunded, and reports that once', async () => {
    await paidOrder('205');
    const second = account().pay({ amount: 60, note: 'Order 205' });
    expect(await run()).toContain('paid again');
    account().refund(second.pay_id);
    expect(await run()).toContain(`another payment is refunded, pay ID ${second.pay_id}`);
    expect(order('205')).toMatchObject({ paid: 1, payment_status: 'paid' });
    expect(await run()).toBeUndefined();
  });
});

describe('the summary every morning', () => {
  it('mails yesterday’s figures, added to the cent', async () => {
    const yesterday = wallClock(Date.now() - 24 * 60 * MINUTE).slice(0, 10);
    account().clear();
    account().pay({ amount: 0.1, note: 'a', at: `${yesterday} 08:00:00` });
    account().pay({ amount: 0.2, note: 'b', at: `${yesterday} 09:00:00`, paymentMethod: 'Bank Transfer' });
    const paid = account().pay({ amount: 100, note: 'c', at: `${yesterday} 10:00:00` });
    account().refund(paid.pay_id, { amount: 20, at: `${yesterday} 11:00:00` });
    account().pay({ amount: 5, note: 'today' });
    await runOnce(shop.n8n, summary, 'Every morning at seven');
    const mail = shop.mailbox.mails().at(-1);
    const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${yesterday}T12:00:00Z`),
    );
    expect(mail?.subject).toBe(`SecPaid on ${date}: 100.30 EUR from 3 payments`);
    expect(mail?.text).toContain('Revenue: 100.30 EUR from 3 payments, on average 33.43 EUR\n');
    expect(mail?.text).toContain(
      'Refunds: 1 (-20.00 EUR)\nDisputes: 0 (0.00 EUR), paid back: 0 (0.00 EUR)\n',
    );
    expect(mail?.text).toMatch(
      /How people paid:\n(card: 100\.10 EUR \(2\)\nBank Transfer: 0\.20 EUR \(1\)|Bank Transfer: 0\.20 EUR \(1\)\ncard: 100\.10 EUR \(2\))\s*$/,
    );
  });
});

async function dataTable(name: string): Promise<string> {
  const session = await shop.n8n.ownerSession();
  const project = textAt(await session.request('GET', 'projects/personal'), 'id');
  const tables = listAt(await session.request('GET', `projects/${project}/data-tables`), 'data');
  const table = tables.find((one) => textAt(one, 'name') === name);
  return `projects/${project}/data-tables/${textAt(table, 'id')}`;
}

async function deleteRow(entryId: string): Promise<void> {
  const filter = JSON.stringify({
    type: 'and',
    filters: [{ columnName: 'entry_id', condition: 'eq', value: entryId }],
  });
  const session = await shop.n8n.ownerSession();
  await session.request('DELETE', `${await dataTable(PAYMENTS)}/rows?filter=${encodeURIComponent(filter)}`);
}

async function addOrder(order: { order_number: string; amount: number }): Promise<void> {
  const session = await shop.n8n.ownerSession();
  await session.request('POST', `${await dataTable(ORDERS)}/insert`, { data: [order], returnType: 'count' });
}

async function changeNumber(from: string, to: string): Promise<void> {
  const session = await shop.n8n.ownerSession();
  const filter = { type: 'and', filters: [{ columnName: 'order_number', condition: 'eq', value: from }] };
  await session.request('PATCH', `${await dataTable(ORDERS)}/rows`, { filter, data: { order_number: to } });
}
