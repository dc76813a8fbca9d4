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

async function setState(number: string, state: string): Promise<void> {
  const session = await shop.n8n.ownerSession();
  const filters = [{ columnName: 'order_number', condition: 'eq', value: number }];
  await session.request('PATCH', `${await rows()}/rows`, {
    filter: { type: 'and', filters },
    data: { state },
  });
}

async function addOrder(row: { order_number: string; email?: string; amount?: number }): Promise<void> {
  const session = await shop.n8n.ownerSession();
  await session.request('POST', `${await rows()}/insert`, {
    data: [row],
    returnType: 'count',
  });
}

/** The order's link, once its mail is there. */
async function linkOf(number: string, email: string): Promise<string> {
  await addOrder({ order_number: number, email, amount: 49.9 });
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
  it('is mailed to the customer as a person would write it', async () => {
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

  it('is the one that was made, where its answer was lost and it is tried again', async () => {
    await setState('13', '');
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
