import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { payLink } from '@secpaid/sandbox';
import { listAt, textAt } from '../src/system/shape.ts';
import { runOnce } from '../src/n8n/template-run.ts';
import { setUpTemplate } from '../src/workflows/templates.ts';
import { waitFor } from '../src/system/wait-for.ts';
import type { Workflow } from '../src/workflows/types.ts';
import { pollEvery } from '../src/workflows/workflows.ts';
import { type Counter, openCounter } from './support.ts';

jest.setTimeout(300_000);

const TABLE = 'SecPaid links for orders';
const WEBHOOK = '6f1d2c3b-0000-4000-8000-000000000003';

let shop: Counter;
let template: Workflow;

type Row = ReturnType<Counter['n8n']['tableRows']>[number];

const order = (number: string): Row | undefined =>
  shop.n8n.tableRows(TABLE).find((row) => row['order_number'] === number);
const mailTo = (address: string) => shop.mailbox.mails().filter(({ to }) => to === address);
const links = () => shop.sandbox.account.links;
const thanks = (address: string) =>
  mailTo(address).filter(({ subject }) => subject.startsWith('Payment for order'));
const making = async (): Promise<void> => {
  await runOnce(shop.n8n, template, 'Every minute');
};

const madeFor = (about: string) =>
  links()
    .unused()
    .filter(({ note }) => note === about);

async function rows(): Promise<string> {
  const session = await shop.n8n.ownerSession();
  const project = textAt(await session.request('GET', 'projects/personal'), 'id');
  const tables = listAt(await session.request('GET', `projects/${project}/data-tables`), 'data');
  const table = tables.find((one) => textAt(one, 'name') === TABLE);
  return `projects/${project}/data-tables/${textAt(table, 'id')}`;
}

async function change(number: string, data: Row): Promise<void> {
  const session = await shop.n8n.ownerSession();
  const filters = [{ columnName: 'order_number', condition: 'eq', value: number }];
  await session.request('PATCH', `${await rows()}/rows`, {
    filter: { type: 'and', filters },
    data,
  });
}

interface Order {
  order_number: string;
  email?: string;
  amount?: number;
  language?: string;
}

async function addOrder(row: Order): Promise<void> {
  const session = await shop.n8n.ownerSession();
  await session.request('POST', `${await rows()}/insert`, {
    data: [row],
    returnType: 'count',
  });
}

/** The order's link, once its mail is there. */
async function linkOf(number: string, email: string, more: Partial<Order> = {}): Promise<string> {
  await addOrder({ order_number: number, email, amount: 49.9, ...more });
  await making();
  // What ended first may have been an execution that a payment started.
  await waitFor(`order ${number} to be through`, () => order(number)?.['state'] === 'mail sent');
  expect(mailTo(email)).toHaveLength(1);
  return String(order(number)?.['link_id']);
}
const paid = async (number: string): Promise<Row> =>
  await waitFor(`order ${number} to be paid`, () => {
    const row = order(number);
    return row?.['paid'] === 1 ? row : undefined;
  });

beforeAll(async () => {
  shop = await openCounter();
  const { n8n, secPaid, smtp } = shop;
  template = setUpTemplate('payment-link-for-order', {
    id: 'templateLinks001',
    credentials: [secPaid, smtp],
    parameters: {
      'When an entry arrives': { pollTimes: pollEvery(2) },
      'Send the link': { fromEmail: 'shop@example.com' },
      'Thank the payer': { fromEmail: 'shop@example.com' },
      // The test runs it by hand; the schedule would take the orders away from it.
      'Every minute': { rule: { interval: [{ field: 'months', monthsInterval: 1 }] } },
    },
  });
  const instant = template.nodes.find(({ name }) => name === 'When SecPaid calls');
  if (!instant) throw new Error('the template has an instant trigger');
  instant.webhookId = WEBHOOK;
  await n8n.importWorkflows([template]);
  await runOnce(n8n, template, 'Every minute');
  await n8n.publish(template.id);
});

afterAll(() => shop.close());

describe('a payment link for every order', () => {
  it('is mailed to the customer in a mail that reads well', async () => {
    const id = await linkOf('1042', 'smith@example.com');
    const address = String(order('1042')?.['pay_link']);
    expect(address).toMatch(/^http.*link_id=/);
    expect(mailTo('smith@example.com')[0]).toMatchObject({
      from: 'shop@example.com',
      subject: 'Your order 1042',
      text: expect.stringContaining(`Please pay 49.90 EUR here:\n${address}`),
    });
    expect(order('1042')).toMatchObject({ state: 'mail sent', link_id: id, paid: null, problem: '' });
    expect(links().find(id)).toMatchObject({ amount: 4990, note: 'Order 1042' });
  });

  it('is mailed in German if the order says so', async () => {
    await linkOf('1043', 'hans@example.com', { amount: 1049.9, language: 'DE' });
    expect(mailTo('hans@example.com')[0]).toMatchObject({
      subject: 'Ihre Bestellung 1043',
      text: expect.stringContaining(
        `Bitte zahlen Sie 1.049,90 € hier:\n${String(order('1043')?.['pay_link'])}`,
      ),
    });
  });

  it('is made once', async () => {
    const before = links().unused().length;
    await making();
    await making();
    expect(links().unused()).toHaveLength(before);
    expect(mailTo('smith@example.com')).toHaveLength(1);
  });

  it('waits for an order that is not filled in', async () => {
    const before = links().unused().length;
    await addOrder({ order_number: 'no mail', amount: 5 });
    await addOrder({ order_number: 'no amount', email: 'a@example.com' });
    await making();
    expect(links().unused()).toHaveLength(before);
    expect(order('no mail')).toMatchObject({ state: null, problem: 'It waits: email is empty.' });
    expect(order('no amount')).toMatchObject({ state: null, problem: 'It waits: amount is empty.' });
  });

  it('is made for all orders that wait, and a refused one says why in its row', async () => {
    await addOrder({ order_number: '20', email: 'first@example.com', amount: 20 });
    await addOrder({ order_number: '21', email: 'refused@example.com', amount: -5 });
    await addOrder({ order_number: '22', email: 'third@example.com', amount: 22 });
    await making();
    expect(order('21')).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('Amount must be an amount in euros of more than 0'),
    });
    expect([order('20'), order('22')]).toMatchObject([{ state: 'mail sent' }, { state: 'mail sent' }]);
    expect([mailTo('first@example.com'), mailTo('third@example.com')]).toMatchObject([
      [{ subject: 'Your order 20' }],
      [{ subject: 'Your order 22' }],
    ]);
    expect(mailTo('refused@example.com')).toEqual([]);
  });

  it('whose making fails is not made again by itself, and stops no other order', async () => {
    shop.sandbox.faults.add({ kind: 'lost-answer', onEndpoint: 'createLink' });
    await addOrder({ order_number: '13', email: 'lost@example.com', amount: 13 });
    await making();
    expect(order('13')).toMatchObject({
      state: 'failed',
      link_id: null,
      problem: expect.stringContaining('may still have been created'),
    });
    await linkOf('14', 'next@example.com');
    await making();
    expect(mailTo('lost@example.com')).toEqual([]);
    expect(madeFor('Order 13')).toHaveLength(1);
  });

  it('is the one that was made, if its answer was lost and it is tried again', async () => {
    await change('13', { state: '' });
    await making();
    expect(order('13')).toMatchObject({
      state: 'mail sent',
      link_id: madeFor('Order 13')[0]?.id,
      problem: '',
    });
    expect(madeFor('Order 13')).toHaveLength(1);
    expect(mailTo('lost@example.com')).toHaveLength(1);
  });
});

describe('the payment of such a link', () => {
  it('marks its order, found by the polling trigger', async () => {
    const { created_at, pay_id } = payLink(shop.sandbox.account, String(order('1042')?.['link_id']));
    expect(await paid('1042')).toMatchObject({
      link_id: pay_id,
      payment_status: 'paid',
      paid_amount: 49.9,
      refunded_amount: 0,
      paid_at: created_at,
    });
    expect(order('14')).toMatchObject({ paid: null });
  });

  it('marks its order when SecPaid calls, and the poll that comes after changes nothing', async () => {
    shop.sandbox.service.notifier.settings = { urls: [`${shop.n8n.url}/webhook/${WEBHOOK}/secpaid`] };
    payLink(shop.sandbox.account, String(order('14')?.['link_id']));
    await waitFor('the execution that SecPaid’s call starts', () =>
      shop.n8n.executions(template.id).some(({ mode, status }) => mode === 'webhook' && status === 'success'),
    );
    const { paid_at, payment_status, state } = await paid('14');
    const polled = (): number =>
      shop.n8n
        .executions(template.id)
        .filter(({ mode, status }) => mode === 'trigger' && status === 'success').length;
    const before = polled();
    await waitFor('the poll that finds it, too', () => polled() > before || polled() >= 2);
    expect(order('14')).toMatchObject({ paid: 1, paid_at, payment_status, state });
    expect(thanks('next@example.com')).toHaveLength(1);
  });

  it('under another’s note marks nothing', async () => {
    await linkOf('15', 'other@example.com');
    shop.sandbox.account.pay({ amount: 49.9, note: 'Order 15' });
    const id = await linkOf('16', 'last@example.com');
    payLink(shop.sandbox.account, id);
    await paid('16');
    await waitFor('the thanks for order 16', () => thanks('last@example.com').length > 0);
    expect(order('15')).toMatchObject({ paid: null });
  });

  it('thanks its payer once', async () => {
    const [mail, ...others] = await waitFor('the thanks', () => {
      const mails = thanks('smith@example.com');
      return mails.length > 0 ? mails : undefined;
    });
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      from: 'shop@example.com',
      subject: 'Payment for order 1042 received',
      text: expect.stringContaining('We received 49.90 EUR for your order 1042.'),
    });
  });

  it('thanks in German if the order says so', async () => {
    payLink(shop.sandbox.account, String(order('1043')?.['link_id']));
    await waitFor('the German thanks', () => mailTo('hans@example.com').length > 1);
    expect(mailTo('hans@example.com')[1]).toMatchObject({
      subject: 'Zahlung für Bestellung 1043 erhalten',
      text: expect.stringContaining('Wir haben 1.049,90 € für Ihre Bestellung 1043 erhalten.'),
    });
  });

  const became = (number: string, status: string): Promise<Row> =>
    waitFor(`order ${number} to be ${status}`, () => {
      const row = order(number);
      return row?.['payment_status'] === status ? row : undefined;
    });

  it('that is refunded or disputed later no longer counts as paid, and thanks nobody again', async () => {
    const payId = String(order('1042')?.['link_id']);
    shop.sandbox.account.refund(payId, { amount: 10 });
    expect(await became('1042', 'partly_refunded')).toMatchObject({ paid: 0, refunded_amount: 10 });
    const disputed = String(order('16')?.['link_id']);
    shop.sandbox.account.dispute(disputed);
    expect(await became('16', 'disputed')).toMatchObject({ paid: 0, disputed_amount: 49.9 });
    shop.sandbox.account.disputeRefund(disputed);
    expect(await became('16', 'dispute_won')).toMatchObject({ paid: 1, disputed_amount: 0 });
    expect([thanks('smith@example.com'), thanks('last@example.com')]).toMatchObject([[{}], [{}]]);
  });
});

describe('the follow-up of a link that nobody paid', () => {
  const MORNING = 'Every morning at nine';
  const A_MOMENT = 1e-9;
  const reminders = (address: string) =>
    mailTo(address).filter(({ subject }) => /^(Reminder|Erinnerung): /.test(subject));
  const isThere = (id: string): boolean =>
    links()
      .unused()
      .some((link) => link.id === id);

  /** The template, imported with other days to wait. */
  async function withDays(id: string, days?: { toReminder: number; toDeletion: number }): Promise<Workflow> {
    const assignments = [
      { id: 'reminder', name: 'days_to_reminder', value: days?.toReminder, type: 'number' },
      { id: 'deletion', name: 'days_to_deletion', value: days?.toDeletion, type: 'number' },
    ];
    const workflow = setUpTemplate('unpaid-link-follow-up', {
      id,
      credentials: [shop.secPaid, shop.smtp],
      parameters: {
        'Send the reminder': { fromEmail: 'shop@example.com' },
        ...(days ? { 'Choose the days': { assignments: { assignments } } } : {}),
      },
    });
    await shop.n8n.importWorkflows([workflow]);
    return workflow;
  }

  let reminding: Workflow;
  let deleting: Workflow;

  beforeAll(async () => {
    // What is paid here is to be found by the follow-up, not by the triggers.
    await (await shop.n8n.ownerSession()).request('POST', `workflows/${template.id}/deactivate`);
    reminding = await withDays('templateUnpaid01', { toReminder: 0, toDeletion: 0 });
    deleting = await withDays('templateUnpaid02', { toReminder: 30, toDeletion: A_MOMENT });
    await linkOf('30', 'anna@example.com', { language: 'de' });
    await linkOf('31', 'ben@example.com');
  });

  it('waits for its seven days', async () => {
    await runOnce(shop.n8n, await withDays('templateUnpaid03'), MORNING);
    expect([reminders('anna@example.com'), reminders('ben@example.com')]).toEqual([[], []]);
  });

  it('sends and deletes nothing if SecPaid does not answer, and names the order', async () => {
    shop.sandbox.faults.add({ kind: 'error-envelope', message: 'Down for repair', times: 100 });
    await expect(runOnce(shop.n8n, reminding, MORNING)).rejects.toThrow(
      /Say what failed: (.*\n)*Order 30: .*Down for repair/,
    );
    shop.sandbox.faults.clear();
    expect(reminders('anna@example.com')).toEqual([]);
    expect(order('30')).toMatchObject({ state: 'mail sent' });
  });

  it('leaves one alone that was paid and partly refunded, and writes that down', async () => {
    const id = String(order('31')?.['link_id']);
    payLink(shop.sandbox.account, id);
    shop.sandbox.account.refund(id, { amount: 10 });
    await runOnce(shop.n8n, reminding, MORNING);
    expect(reminders('ben@example.com')).toEqual([]);
    expect(order('31')).toMatchObject({ payment_status: 'partly_refunded', paid: 0, refunded_amount: 10 });
  });

  it('reminds once, in the language of the order', async () => {
    await runOnce(shop.n8n, reminding, MORNING);
    expect(order('30')).toMatchObject({ state: 'reminded', payment_status: null });
    expect([reminders('anna@example.com'), reminders('other@example.com')]).toMatchObject([
      [
        {
          from: 'shop@example.com',
          subject: 'Erinnerung: Ihre Bestellung 30',
          text: expect.stringContaining(`49,90 € hier:\n${String(order('30')?.['pay_link'])}\n`),
        },
      ],
      [{ subject: 'Reminder: your order 15', text: expect.stringContaining('Please pay 49.90 EUR here:\n') }],
    ]);
  });

  it('says in the row that a reminder could not be sent', async () => {
    await linkOf('32', 'carl@example.com');
    await change('32', { email: 'nobody' });
    await runOnce(shop.n8n, reminding, MORNING);
    expect(order('32')).toMatchObject({
      state: 'reminder failed',
      problem: expect.stringContaining('No recipients defined'),
    });
  });

  it('keeps a link that SecPaid refuses to delete because it was paid just now', async () => {
    const message = 'This link is already used';
    shop.sandbox.faults.add({ kind: 'error-envelope', message, times: 100, onEndpoint: 'deleteLink' });
    await runOnce(shop.n8n, deleting, MORNING);
    shop.sandbox.faults.clear();
    expect(order('30')).toMatchObject({ state: 'reminded', problem: expect.stringContaining('already') });
  });

  it('deletes a link that stays unpaid after the reminder, and no other', async () => {
    await linkOf('33', 'dora@example.com');
    const id = String(order('15')?.['link_id']);
    payLink(shop.sandbox.account, id);
    await runOnce(shop.n8n, deleting, MORNING);
    expect(order('30')).toMatchObject({ state: 'link deleted', problem: '' });
    expect(isThere(String(order('30')?.['link_id']))).toBe(false);
    expect(order('33')).toMatchObject({ state: 'mail sent' });
    expect(isThere(String(order('33')?.['link_id']))).toBe(true);
    expect(order('15')).toMatchObject({ state: 'reminded', payment_status: 'paid', paid: 1 });
  });
});
