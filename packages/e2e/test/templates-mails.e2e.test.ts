import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import type { Mail } from '../src/services/mail.ts';
import { runOnce } from '../src/n8n/template-run.ts';
import { packageFolder } from '../src/system/paths.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { setUpTemplate } from '../src/workflows/templates.ts';
import { chain } from '../src/workflows/types.ts';
import type { Workflow } from '../src/workflows/types.ts';
import { pollEvery } from '../src/workflows/workflows.ts';
import { type Counter, openCounter } from './support.ts';

jest.setTimeout(300_000);

const ADDRESSES = { fromEmail: 'shop@example.com', toEmail: 'merchant@example.com' };
const POLLS = { pollTimes: pollEvery(2) };
const HOUR = 3_600_000;

let shop: Counter;

const account = (): Counter['sandbox']['account'] => shop.sandbox.account;
const ago = (hours: number): string => wallClock(Date.now() - hours * HOUR);
/** The first day of a month in SecPaid's time: 0 is this month, 1 the last. */
function month(before: number): string {
  const [year = 0, number = 0] = wallClock(Date.now()).split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 - before, 1)).toISOString().slice(0, 7);
}
const setUp = (name: string, id: string, parameters: Record<string, Record<string, unknown>>): Workflow =>
  setUpTemplate(name, { id, credentials: [shop.secPaid, shop.smtp], parameters });
/** Runs a template as its big button does, and gives the mails that it sent. */
async function click(workflow: Workflow, trigger: string): Promise<Mail[]> {
  const before = shop.mailbox.mails().length;
  await runOnce(shop.n8n, workflow, trigger);
  return shop.mailbox.mails().slice(before);
}
const mailWith = async (subject: string): Promise<Mail> =>
  await waitFor(`the mail "${subject}"`, () =>
    shop.mailbox.mails().find((mail) => mail.subject.includes(subject)),
  );

beforeAll(async () => {
  shop = await openCounter();
});

afterAll(() => shop.close());

describe('many shops, one workflow', () => {
  it('hands each payment of a shop to the shared workflow, with the shop’s name', async () => {
    const shared = setUp('many-shops-shared', 'templateShared01', { 'Send the mail': ADDRESSES });
    const small = setUp('many-shops-trigger', 'templateShop0001', {
      'When a payment arrives': POLLS,
      'Name the shop': {
        assignments: { assignments: [{ id: 'shop', name: 'shop', value: 'Shop in Bonn', type: 'string' }] },
      },
      'Hand it over': { workflowId: { __rl: true, mode: 'id', value: shared.id } },
    });
    await shop.n8n.importWorkflows([shared, small]);
    await shop.n8n.publish(shared.id);
    await shop.n8n.publish(small.id);
    const paid = account().pay({ amount: 1249.9, note: 'Order 1042', at: '2026-07-03 18:56:08' });
    const mail = await mailWith('Order 1042');
    expect(mail.subject).toBe('Shop in Bonn: payment of 1,249.90 EUR, Order 1042');
    expect(mail.text).toContain(`Paid: 2026-07-03 18:56 (Berlin time)\nPay ID: ${paid.pay_id}`);
    await waitFor('the end of the small workflow', () =>
      shop.n8n.executions(small.id).every(({ status }) => status === 'success'),
    );
  });

  afterAll(() => shop.n8n.retire());
});

describe('a mail when a workflow fails', () => {
  it('says which one, where and why, and where to look', async () => {
    const watch = setUp('failure-to-email', 'templateFailure1', { 'Send the mail': ADDRESSES });
    const failing = setUp('payment-to-email', 'templateFailing1', {
      'When a payment arrives': POLLS,
      'Send the mail': { ...ADDRESSES, toEmail: 'nobody' },
    });
    await shop.n8n.importWorkflows([
      watch,
      { ...failing, settings: { ...failing.settings, errorWorkflow: watch.id } },
    ]);
    await shop.n8n.publish(watch.id);
    await shop.n8n.publish(failing.id);
    account().pay({ amount: 5, note: 'fails' });
    const mail = await mailWith('Workflow failed:');
    const [execution] = shop.n8n.executions(failing.id);
    expect(mail.subject).toBe(`Workflow failed: ${failing.name}`);
    expect(mail.text).toContain(`“${failing.name}” failed at the node “Send the mail”.\n\n`);
    expect(mail.text).toContain('No recipients defined');
    expect(mail.text).toContain(`/workflow/${failing.id}/executions/${execution?.id}`);
    expect(mail.text).not.toContain(shop.sandbox.token);
  });

  it('tells a failed poll too', async () => {
    const polling = chain('templatePolling1', 'Polls a token that is refused', [
      ...setUp('payment-to-email', 'templatePolling1', { 'When a payment arrives': POLLS }).nodes.filter(
        ({ type }) => type.endsWith('secPaidTrigger'),
      ),
    ]);
    polling.settings = { executionOrder: 'v1', errorWorkflow: 'templateFailure1' };
    await shop.n8n.importWorkflows([polling]);
    await shop.n8n.publish(polling.id);
    // Whichever workflow polls next: the one above polls the same account.
    shop.sandbox.faults.add({ kind: '401', times: 1000 });
    const mail = await mailWith(`Workflow failed: ${polling.name}`);
    shop.sandbox.faults.clear();
    expect(mail.text).toContain('SecPaid refused the API token');
  });

  afterAll(() => shop.n8n.retire());
});

describe('a pay-out with its payments', () => {
  let template: Workflow;
  const DAY = '2026-05-12';
  const pays = (amount: number, note: string, time: string): void => {
    account().pay({ amount, note, at: `${DAY} ${time}`, service_fee: '0.50', service_fee_psp: '0.00' });
  };
  /** The mail of a pay-out of the day, made and approved. */
  async function approvedMail(): Promise<Mail> {
    const before = shop.mailbox.mails().length;
    const [made] = account().payouts.payOutDay(DAY, wallClock(Date.now()));
    account().payouts.approve(made?.payout_id);
    return await waitFor('the mail of the pay-out', () => shop.mailbox.mails()[before]);
  }

  beforeAll(async () => {
    account().clear();
    template = setUp('pay-out-with-payments', 'templatePayOut01', {
      'When a pay-out is approved': POLLS,
      'Send the list': ADDRESSES,
    });
    await shop.n8n.importWorkflows([template]);
    await shop.n8n.publish(template.id);
  });

  it('mails what is on its way, its payments, and that they add up', async () => {
    pays(100, 'Order 1', '10:00:00');
    pays(1049.9, 'Order 2', '10:30:00');
    const mail = await approvedMail();
    expect(mail.subject).toBe('Pay-out of 1148.90 EUR is on its way');
    expect(mail.text).toContain(`Day: ${DAY}\n`);
    expect(mail.text).toContain('Before fees: 1,149.90 EUR\nFees: 1.00 EUR\n');
    expect(mail.text).toContain(
      'Payments: 2\n\nThe net amounts of the payments add up to that of the pay-out.\n\n',
    );
    expect(mail.text).toMatch(
      /\n1,049\.90 EUR, after fees 1049\.40 EUR: Order 2 \(2026-05-12 10:30, pay ID \d+\)\n100\.00 EUR, after/,
    );
  });

  it('says by how much they do not', async () => {
    account().change((row) => row.recipient_note === 'Order 1', { net_amount: '98.50' });
    const [mail] = await click(template, 'When a pay-out is approved');
    expect(mail?.text).toContain('add up to 1,147.90 EUR, 1.00 EUR less than that of the pay-out');
  });

  it('comes without the list, and says why, if SecPaid does not answer', async () => {
    shop.sandbox.faults.add({
      kind: 'error-envelope',
      message: 'Down for repair',
      onEndpoint: 'getPayInTransactions',
    });
    const [mail] = await click(template, 'When a pay-out is approved');
    shop.sandbox.faults.clear();
    expect(mail?.subject).toBe('Pay-out of 1148.90 EUR is on its way');
    expect(mail?.text).toContain('Payments: not known\n\nThe payments could not be read: ');
  });

  afterAll(() => shop.n8n.retire());
});

describe('a thank-you mail', () => {
  let template: Workflow;
  const mailTo = async (address: string): Promise<Mail> =>
    await waitFor(`the mail to ${address}`, () => shop.mailbox.mails().find(({ to }) => to === address));

  beforeAll(async () => {
    account().clear();
    template = setUp('thank-you-email', 'templateThanks01', {
      'When a payment arrives': POLLS,
      'Thank the payer': { fromEmail: 'shop@example.com' },
    });
    await shop.n8n.importWorkflows([template]);
    await shop.n8n.publish(template.id);
  });

  it('is German, with the amount and the date as Germans write them', async () => {
    const at = '2026-07-03 18:56:08';
    const { pay_id } = account().pay({ amount: 1049.9, note: 'Order 1, hans@example.com', at });
    expect(await mailTo('hans@example.com')).toMatchObject({
      from: 'shop@example.com',
      subject: 'Danke für Ihre Zahlung',
      text: expect.stringContaining(
        `Zahlung von 1.049,90 € am 03.07.2026 18:56 Uhr erhalten.\n\nZahlungsnummer: ${pay_id}`,
      ),
    });
  });

  it('is English if the note ends with EN', async () => {
    account().pay({
      amount: 49.9,
      note: 'Order 2, jane.smith+1@mail.example.com, EN',
      at: '2026-07-03 18:56:08',
    });
    expect(await mailTo('jane.smith+1@mail.example.com')).toMatchObject({
      subject: 'Thank you for your payment',
      text: expect.stringContaining('payment of 49.90 EUR on 2026-07-03 18:56 (Berlin time)'),
    });
  });

  it('goes to nobody if the note has no address, and for a refund', async () => {
    const before = shop.mailbox.mails().length;
    account().refund(account().pay({ amount: 5, note: 'no address' }).pay_id);
    account().pay({ amount: 6, note: 'last@example.com' });
    await mailTo('last@example.com');
    expect(shop.mailbox.mails().slice(before)).toHaveLength(1);
  });

  it('goes to the merchant when it is tried', async () => {
    const mails = await click(template, 'When a payment arrives');
    expect(mails.map(({ to }) => to)).toEqual(Array(4).fill('shop@example.com'));
  });

  afterAll(() => shop.n8n.retire());
});

describe('open disputes every morning', () => {
  let template: Workflow;

  beforeAll(async () => {
    template = setUp('open-disputes', 'templateDispute1', { 'Send the list': ADDRESSES });
    await shop.n8n.importWorkflows([template]);
  });

  beforeEach(() => {
    account().clear();
  });

  it('lists those whose money has not come back, the oldest first', async () => {
    for (const [note, hours] of [
      ['second', 30],
      ['first', 50],
      ['won', 60],
    ] as const) {
      const { pay_id } = account().pay({ amount: 49.9, note, at: ago(hours + 1) });
      account().dispute(pay_id, { at: ago(hours) });
      if (note === 'won') account().disputeRefund(pay_id, { at: ago(1) });
    }
    account().pay({ amount: 5, note: 'paid' });
    const [mail] = await click(template, 'Every morning at eight');
    expect(mail?.subject).toBe('2 open disputes');
    expect(mail?.text).toMatch(
      /^-49\.90 EUR, first\nsince \S+ \S+ \(2 days\), pay ID \d+\n\n-49\.90 EUR, second\nsince \S+ \S+ \(1 day\), pay ID \d+\n/,
    );
  });

  it('lists a payment that is marked as disputed, without a row of the dispute', async () => {
    const { pay_id } = account().pay({ amount: 12, note: 'marked', at: ago(5) });
    account().change((row) => row.pay_id === pay_id, { is_dispute: 'true' });
    const [mail] = await click(template, 'Every morning at eight');
    expect(mail?.subject).toBe('1 open dispute');
    expect(mail?.text).toContain('12.00 EUR, marked\n');
  });

  it('sends nothing if there is none', async () => {
    account().pay({ amount: 5, note: 'paid' });
    expect(await click(template, 'Every morning at eight')).toEqual([]);
  });
});

describe('the daily close of a Personal QR stall', () => {
  let template: Workflow;

  beforeAll(async () => {
    template = setUp('personal-qr-daily-close', 'templateClose001', { 'Send the close': ADDRESSES });
    await shop.n8n.importWorkflows([template]);
  });

  beforeEach(() => {
    account().clear();
  });

  it('adds up today’s payments by Personal QR, to the cent, and what went back', async () => {
    const today = ago(0).slice(0, 10);
    const yesterday = ago(25).slice(0, 10);
    account().payPersonalQr({ amount: 100, note: 'Stall', at: `${yesterday} 00:00:00` });
    const first = account().payPersonalQr({ amount: 0.1, note: 'Stall', at: `${today} 00:00:01` });
    account().payPersonalQr({ amount: 0.2, note: 'Stall', at: `${today} 00:00:02` });
    account().pay({ amount: 50, note: 'a link', at: `${today} 00:00:03` });
    account().refund(first.pay_id, { amount: 0.05, at: `${today} 00:00:04` });
    const [mail] = await click(template, 'At closing time');
    expect(mail?.subject).toBe(`Personal QR on ${today}: 0.30 EUR from 2 payments`);
    expect(mail?.text).toContain('Takings: 0.30 EUR from 2 payments, between 00:00 and 00:00\n');
    expect(mail?.text).toContain('Went back: -0.05 EUR (1)\n');
    expect(mail?.text).toContain(`Stall (pay ID ${first.pay_id}): 0.30 EUR from 2 payments`);
  });

  it('comes on a day without payments too', async () => {
    const [mail] = await click(template, 'At closing time');
    expect(mail?.subject).toMatch(/^Personal QR on \d{4}-\d\d-\d\d: 0\.00 EUR from 0 payments$/);
  });
});

describe('last month as a spreadsheet', () => {
  let template: Workflow;

  beforeAll(async () => {
    template = setUp('last-month-as-spreadsheet', 'templateMonth001', { 'Send the file': ADDRESSES });
    await shop.n8n.importWorkflows([template]);
    account().clear();
  });

  const sent = async (): Promise<{ mail: Mail | undefined; rows: Record<string, unknown>[] }> => {
    const [mail] = await click(template, 'On the 3rd at six');
    return { mail, rows: sheetOf(mail?.attachments[0]?.content) };
  };

  it('holds the entries of last month, the oldest first, and leaves out the others', async () => {
    account().pay({ amount: 5, note: 'this month', at: `${month(0)}-01 00:00:00` });
    account().pay({ amount: 6, note: 'before', at: `${month(2)}-28 23:59:59` });
    account().pay({ amount: 1234.5, note: '=1+1', at: `${month(1)}-02 00:00:00` });
    const early = account().pay({ amount: 7, note: '007', at: `${month(1)}-01 00:00:00` });
    account().refund(early.pay_id, { at: `${month(1)}-28 23:59:59` });
    const { mail, rows } = await sent();
    expect(mail?.attachments.map(({ name }) => name)).toEqual([`secpaid-${month(1)}.xlsx`]);
    expect(mail?.text).toMatch(/^3 entries of \w+ \d{4}\.\n0 entered late/);
    expect(rows.map((row) => [row['Date'], row['Kind'], row['Amount'], row['Note']])).toEqual([
      [`${month(1)}-01 00:00:00`, 'payment', 7, '007'],
      [`${month(1)}-02 00:00:00`, 'payment', 1234.5, '=1+1'],
      [`${month(1)}-28 23:59:59`, 'refund', -7, '007'],
    ]);
  });

  it('is the same when it is sent again', async () => {
    expect((await sent()).rows).toHaveLength(3);
    expect(shop.n8n.tableRows('SecPaid months sent')).toHaveLength(1);
  });

  it('marks what was entered late, under a date of a month that was sent', async () => {
    // As if the file of last month were that of the month before.
    const session = await shop.n8n.ownerSession();
    const { path } = await session.ensureTable('SecPaid months sent', []);
    const table = path.replace('/datatables/', '/data-tables/').slice(1);
    const filter = { type: 'and', filters: [{ columnName: 'month', condition: 'eq', value: month(1) }] };
    await session.request('PATCH', `${table}/rows`, { filter, data: { month: month(2) } });
    // A month that was not sent whole, and an entry that came after it was sent, are alike.
    account().lateBankTransfer({ amount: 80, note: 'late', at: `${month(2)}-05 10:00:00` });
    const { mail, rows } = await sent();
    expect(mail?.text).toMatch(/^3 entries of .*\n2 entered late/);
    expect(rows.filter((row) => row['Entered late'] === 'yes')).toEqual([
      expect.objectContaining({ Note: 'late', Amount: 80 }),
      expect.objectContaining({ Note: 'before' }),
    ]);
  });

  it('is a file with headings for a month without entries', async () => {
    account().clear();
    const { mail, rows } = await sent();
    expect(mail?.text).toMatch(/^0 entries of /);
    expect(rows).toEqual([expect.objectContaining({ Note: '' })]);
  });
});

/** The rows of an XLSX file, read as n8n's own library reads it. */
function sheetOf(file: Buffer | undefined): Record<string, unknown>[] {
  const load = createRequire(join(packageFolder('e2e'), 'n8n-host', 'package.json'));
  const { read, utils } = load('@e965/xlsx') as {
    read: (file: Buffer | undefined) => { SheetNames: string[]; Sheets: Record<string, unknown> };
    utils: { sheet_to_json: (sheet: unknown, options: object) => Record<string, unknown>[] };
  };
  const { SheetNames, Sheets } = read(file);
  return utils.sheet_to_json(Sheets[SheetNames[0] ?? ''], { defval: '' });
}
