import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import { emittedItems, type Execution } from '../src/n8n/database.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { readPng } from '../../core/test/qr/read-qr-code.ts';
import type { Workflow } from '../src/workflows/types.ts';
import { chain } from '../src/workflows/types.ts';
import { paymentToMail, paymentToTable } from '../src/workflows/workflows.ts';
import { anyCall, exportByMail, linkByMail, listing, LISTINGS, oneLink } from './nodes-workflows.ts';
import { type Counter, openCounter } from './support.ts';

jest.setTimeout(300_000);

let shop: Counter;

beforeAll(async () => {
  shop = await openCounter();
  const { account } = shop.sandbox;
  account.addMany(2500, (index) => ({ amount: 1, note: 'bulk', at: wallClock(Date.now() - index * 20_000) }));
  account.refund(99296, {});
  await shop.n8n.importWorkflows([
    ...Object.keys(LISTINGS).map((id) => listing(id, shop)),
    testEvent(),
    oneLink(shop),
    linkByMail(shop),
    exportByMail(shop),
    anyCall(shop.sandbox.apiUrl, shop),
  ]);
});

afterAll(() => shop.close());

const testEvent = (): Workflow =>
  paymentToMail({ id: 'fetchTestEvent01', secPaidCredential: shop.secPaid, smtpCredential: shop.smtp });

/** Runs a workflow as the editor's button does, and waits for its end. */
async function run(workflow: Workflow, from: string, to: string): Promise<Execution> {
  const session = await shop.n8n.ownerSession();
  await session.request('POST', `workflows/${workflow.id}/run`, {
    workflowData: workflow,
    triggerToStartFrom: { name: from },
    destinationNode: { nodeName: to, mode: 'inclusive' },
  });
  return await waitFor(`the end of ${workflow.id}`, () =>
    shop.n8n.executions(workflow.id).find(({ status }) => ['success', 'error'].includes(status)),
  );
}

const runListing = (id: string): Promise<Execution> => run(listing(id, shop), 'Start', 'Mail');

async function found(id: string): Promise<Record<string, unknown>[]> {
  await runListing(id);
  const mail = await waitFor(`the list of ${id}`, () =>
    shop.mailbox.mails().find(({ subject }) => subject === id),
  );
  return JSON.parse(mail.text) as Record<string, unknown>[];
}

describe('Get Many', () => {
  it('gives the newest 50', async () => {
    expect(await found('getManyDefault01')).toHaveLength(50);
  });

  it('with Return All gives every entry that matches, once', async () => {
    const entries = await found('getManyAll000001');
    expect(entries).toHaveLength(2500);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(2500);
  });

  it('filters by date', async () => {
    expect((await found('getManyDate00001')).map(({ pay_id }) => pay_id)).toEqual(['99296', '99298']);
  });

  it('filters by kind, which SecPaid itself cannot', async () => {
    expect(await found('getManyKind00001')).toEqual([
      expect.objectContaining({ kind: 'refund', pay_id: '99296', amount: -88.19 }),
    ]);
  });
});

describe('the entries of some days', () => {
  beforeAll(() => {
    const { account } = shop.sandbox;
    account.pay({ amount: 0.7, note: '=1+1', paymentMethod: 'Bank Transfer', at: '2025-01-20 10:00:00' });
    account.pay({ amount: 0.8, note: 'by card', at: '2025-01-20 11:00:00' });
  });

  it('are filtered by days, method, type and both statuses together', async () => {
    expect(await found('getManyFilters01')).toEqual([
      expect.objectContaining({ kind: 'payment', amount: 0.7 }),
    ]);
  });

  it('come as one CSV file, safe to open, with Export', async () => {
    await run(exportByMail(shop), 'Start', 'Mail');
    const mail = await waitFor('the mail with the file', () =>
      shop.mailbox.mails().find(({ subject }) => subject === 'export'),
    );
    expect(mail.text).toContain('"entries":2');
    const [file] = mail.attachments;
    expect(file?.name).toBe('secpaid-2025-01-20-to-2025-01-20.csv');
    const [headings, ...lines] = String(file?.content).trim().split('\r\n');
    expect(headings).toMatch(/^\ufeff?Date,Kind,Note,Amount,/);
    expect(lines).toEqual([
      expect.stringMatching(/^2025-01-20 11:00:00,Payment,by card,0\.8,/),
      expect.stringMatching(/^2025-01-20 10:00:00,Payment,'=1\+1,0\.7,/),
    ]);
  });
});

describe('Get Payments of a pay-out', () => {
  it('gives one item with the payments, and says that they add up', async () => {
    const { account } = shop.sandbox;
    account.pay({ amount: 1, at: '2025-01-12 10:00:00' });
    account.payouts.payOut('2025-01-12', '2025-01-13 02:00:00');
    expect(await found('getPayments00001')).toEqual([
      expect.objectContaining({ payout_id: '21500', payments_count: 1, difference: 0 }),
    ]);
  });
});

describe('Get Many of fee invoices', () => {
  it('gives that of a month', async () => {
    const { account } = shop.sandbox;
    account.pay({ amount: 1, at: '2025-01-14 10:00:00' });
    account.invoices.issue('2025-01', '2025-02-01 02:00:00');
    expect(await found('getFeeInvoices01')).toEqual([
      expect.objectContaining({ kind: 'fee_invoice', service_month: 'January 2025', vat: 0 }),
    ]);
  });
});

describe('Get Many with a sort and Simplify', () => {
  it('gives the largest first, in ten fields', async () => {
    const entries = await found('getManySorted001');
    expect(entries.map(({ amount }) => amount)).toEqual([88.19, 55.25, 1]);
    expect(entries.map((entry) => Object.keys(entry).length)).toEqual([10, 10, 10]);
  });
});

describe('Get Summary', () => {
  it('gives the figures of the days, with those by day and by payment method', async () => {
    expect(await found('getSummaryDay001')).toEqual([
      expect.objectContaining({
        start_date: '2026-05-19',
        end_date: '2026-05-20',
        currency: 'EUR',
        total_revenue: 143.44,
        net_revenue: 137.84,
        total_transactions: 2,
        average_transaction: 71.72,
        refund_count: 0,
        balance: 137.84,
        by_day: [
          expect.objectContaining({ date: '2026-05-19', total_transactions: 0, average_transaction: null }),
          expect.objectContaining({ date: '2026-05-20', total_transactions: 2, total_revenue: 143.44 }),
        ],
        by_payment_method: [expect.objectContaining({ payment_method: 'card', total_revenue: 143.44 })],
      }),
    ]);
  });
});

describe('Get Status', () => {
  it('says what became of a payment, with the amounts', async () => {
    expect(await found('getStatus0000001')).toEqual([
      expect.objectContaining({
        pay_id: '99296',
        status: 'refunded',
        paid_amount: 88.19,
        refunded_amount: 88.19,
        paid_at: '2026-05-20T18:56:08+02:00',
      }),
    ]);
  });
});

describe('a payment link', () => {
  it('is made once for a note and an amount, split, and found by its address', async () => {
    await run(oneLink(shop), 'Start', 'Get');
    const items = emittedItems(shop.n8n.home.database, 'oneLink', 'Get');
    const open = shop.sandbox.account.links.unused().filter(({ note }) => note === 'Order 1042');
    expect(open).toHaveLength(1);
    expect(items).toEqual([
      expect.objectContaining({
        status: 'success',
        item: expect.objectContaining({ id: open[0]?.id, is_split_link: true }),
      }),
    ]);
  });
});

describe('a payment link by mail', () => {
  it('comes with its QR code, in the text and as a file that a scanner reads', async () => {
    await run(linkByMail(shop), 'Start', 'Mail');
    const mail = await waitFor('the mail with the link', () =>
      shop.mailbox.mails().find(({ subject }) => subject === 'qrCode'),
    );
    const [, address] = /href="([^"]+)"/.exec(mail.html ?? '') ?? [];
    const [link] = shop.sandbox.account.links.unused().filter(({ amount }) => amount === 4990);
    expect(mail.html).toContain('49.90 EUR');
    expect(mail.html).toContain('<img src="data:image/png;base64,');
    expect(mail.attachments).toMatchObject([{ name: `payment-link-${link?.id}.png` }]);
    expect(address).toContain('link_id=');
    expect(readPng(mail.attachments[0]?.content ?? new Uint8Array())).toBe(address);
  });
});

describe('the fields of a node that did not run yet', () => {
  it.each([
    ['secPaid', '/payIn/getMany', 'recipient_note'],
    ['secPaid', '/payIn/get', 'recipient_note'],
    ['secPaid', '/payIn/getStatus', 'refunded_amount'],
    ['secPaid', '/payIn/getSummary', 'total_revenue'],
    ['secPaid', '/paymentLink/create', 'id'],
    ['secPaid', '/paymentLink/delete', 'id'],
    ['secPaid', '/paymentLink/get', 'pay_link'],
    ['secPaid', '/paymentLink/getMany', 'id'],
    ['secPaid', '/paymentLink/getQrCode', 'pay_link'],
    ['secPaid', '/payOut/getMany', 'id'],
    ['secPaidTrigger', '', 'recipient_note'],
  ])('are served to the editor: %s%s', async (node, operation, field) => {
    const answer = await fetch(`${shop.n8n.url}/schemas/n8n-nodes-secpaid.${node}/1.0.0${operation}.json`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ type: 'object', properties: { [field]: expect.anything() } });
  });
});

describe('Get', () => {
  it('gives the payment and its refund', async () => {
    expect((await found('getOne0000000001')).map(({ kind }) => kind)).toEqual(['refund', 'payment']);
  });
});

describe('wrong input', () => {
  it.each([
    ['getManyLimit0001', 'Limit must be a whole number from 1 to 1000, but it is 0.'],
    ['getManyLimit1001', 'Limit must be a whole number from 1 to 1000, but it is 1001.'],
    [
      'getManyBadDate01',
      'Date must be a real day written YYYY-MM-DD, such as 2026-05-20, but it is "2026-02-30".',
    ],
    ['getManyBadDays01', 'Last Days must be a whole number of days, 0 or more, but it is -1.'],
    [
      'getBadPayId00001',
      'Pay ID must be digits only, such as 99296, as SecPaid shows it beside each payment, but it is "abc".',
    ],
  ])('(%s) fails with a sentence that names it', async (id, sentence) => {
    const failed = await runListing(id);
    expect(shop.n8n.executionError(failed.id)?.message).toContain(sentence);
  });
});

describe('the credential test', () => {
  async function test(data: Record<string, unknown>): Promise<unknown> {
    const session = await shop.n8n.ownerSession();
    return await session.request('POST', 'credentials/test', { credentials: { ...shop.secPaid, data } });
  }

  it('succeeds with the right token', async () => {
    expect(await test(shop.secPaid.data)).toMatchObject({ status: 'OK' });
  });

  it('says that the token is refused', async () => {
    expect(await test({ ...shop.secPaid.data, apiToken: 'wrong' })).toMatchObject({
      status: 'Error',
      message: expect.stringMatching(/^SecPaid refused the API token\. Copy it again/),
    });
  });

  it.each([
    [{ kind: '503' } as const, /cannot answer at the moment/],
    [{ kind: '429' } as const, /60 requests a minute/],
    [{ kind: 'html', status: 200 } as const, /web page instead of data/],
    [{ kind: '401' } as const, /refused the API token/],
  ])('says why it fails: %j', async (fault, message) => {
    // n8n asks a second time before it gives up.
    shop.sandbox.faults.add({ ...fault, times: 1000 });
    expect(await test(shop.secPaid.data)).toMatchObject({
      status: 'Error',
      message: expect.stringMatching(message),
    });
    shop.sandbox.faults.clear();
  });

  it.each([
    ['http://127.0.0.1:9/api/v2', /^SecPaid could not be reached: the connection was refused/],
    ['https://no-such-host.invalid/api/v2', /^SecPaid could not be reached: its host name was not found/],
    ['http://0.0.0.0:9/api/v2', /http:\/\/ only for this machine/],
    ['http://192.0.2.2:48123', /http:\/\/ only for this machine/],
    ['https://user:secret@127.0.0.1/api/v2', /must be a whole address/],
    ['nonsense', /must be a whole address/],
    ['', /must be a whole address/],
  ])('says a whole sentence of the base URL %j', async (baseUrl, message) => {
    expect(await test({ ...shop.secPaid.data, baseUrl })).toMatchObject({
      status: 'Error',
      message: expect.stringMatching(message),
    });
  });

  it('takes the token along no redirect', async () => {
    const asked: string[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(String(request.headers['token']));
      response.end('{}');
    });
    await new Promise<void>((resolve) => void elsewhere.listen(0, '127.0.0.1', resolve));
    const { port } = elsewhere.address() as AddressInfo;
    shop.sandbox.faults.add({
      kind: 'redirect',
      location: `http://localhost:${port}/`,
      status: 302,
      times: 9,
    });
    expect(await test(shop.secPaid.data)).toMatchObject({
      status: 'Error',
      message: expect.stringContaining('a redirect, which is not followed'),
    });
    shop.sandbox.faults.clear();
    elsewhere.close();
    expect(asked).toEqual([]);
  });
});

describe('n8n’s HTTP Request node', () => {
  it('calls SecPaid with the credential, for what the SecPaid node does not offer', async () => {
    await run(anyCall(shop.sandbox.apiUrl, shop), 'Start', 'HTTP Request');
    expect(emittedItems(shop.n8n.home.database, 'anyCall', 'HTTP Request')).toEqual([
      expect.objectContaining({
        status: 'success',
        item: expect.objectContaining({ data: [expect.objectContaining({ pay_id: '99298' })] }),
      }),
    ]);
  });
});

describe('Fetch Test Event', () => {
  it('shows the newest payments and touches no stored position', async () => {
    const before = shop.mailbox.mails().length;
    const { status } = await run(testEvent(), 'SecPaid Trigger', 'SecPaid Trigger');
    expect(status).toBe('success');
    expect(shop.mailbox.mails()).toHaveLength(before);
    expect(JSON.stringify(shop.n8n.staticData('fetchTestEvent01') ?? {})).not.toContain('watermark');
  });
});

describe('the events of other lists', () => {
  it('start a published workflow: a pay-out that is approved, and an invoice of fees', async () => {
    const { account } = shop.sandbox;
    const trigger = { events: ['payOutApproved', 'feeInvoice'] };
    const { nodes } = paymentToTable({ secPaidCredential: shop.secPaid, trigger });
    await shop.open(chain('otherEvents', 'Other events', nodes.slice(0, 1)));
    account.pay({ amount: 5, at: '2025-02-10 10:00:00' });
    const [payOut] = account.payouts.payOut('2025-02-10', wallClock(Date.now()));
    account.payouts.approve(payOut?.payout_id);
    account.invoices.issue('2025-02', wallClock(Date.now()));
    const kinds = (): unknown[] =>
      emittedItems(shop.n8n.home.database, 'otherEvents', 'SecPaid Trigger').map(({ item }) => item['kind']);
    await waitFor('both events', () => kinds().length >= 2);
    expect(kinds().sort()).toEqual(['fee_invoice', 'payout_approved']);
  });
});
