import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '../src/system/wait-for.ts';
import { paymentToMail, paymentToTable, secPaidCredential } from '../src/workflows/workflows.ts';
import { openShop, type Shop } from './support.ts';

jest.setTimeout(300_000);

const MAIL = 'paymentToMail001';
const TABLE = 'paymentToTable01';
const REFUSED = 'refusedToken0001';
const REFUSED_TOKEN = 'wrong-token-7f3a';

let shop: Shop;
let sandbox: Shop['sandbox'];
let mailbox: Shop['mailbox'];
let n8n: Shop['n8n'];

const subjects = (): string[] => mailbox.mails().map(({ subject }) => subject);
const rowNotes = (): unknown[] => n8n.tableRows(shop.table).map((row) => row['recipient_note']);
const runs = (workflow: string): number =>
  n8n.executions(workflow).filter(({ status }) => status === 'success').length;

/** Until both workflows have asked SecPaid twice more: whatever was going to be emitted has been. */
async function twoMorePolls(): Promise<void> {
  const asked = sandbox.requests.length;
  await waitFor('two more polls of both workflows', () => sandbox.requests.length >= asked + 4);
}

async function arrived(note: string): Promise<void> {
  await waitFor(`the mail and the row of "${note}"`, () => {
    return subjects().some((subject) => subject.endsWith(`: ${note}`)) && rowNotes().includes(note);
  });
}

beforeAll(async () => {
  shop = await openShop();
  ({ sandbox, mailbox, n8n } = shop);
  const { secPaid, smtp } = shop;
  await shop.open(
    paymentToMail({ secPaidCredential: secPaid, smtpCredential: smtp }),
    paymentToTable({ secPaidCredential: secPaid, table: shop.table }),
  );
});

afterAll(() => shop.close());

describe('a payment', () => {
  it.each(['Order 1', 'Order 2', 'Order 3'])(
    '(%s) gives one execution, one mail and one row',
    async (note) => {
      const before = [runs(MAIL), runs(TABLE)];
      const paid = sandbox.account.pay({ amount: 49.9, note, payId: note === 'Order 2' ? 99001 : undefined });
      await arrived(note);
      await twoMorePolls();
      await waitFor(
        'the executions to be over',
        () => runs(MAIL) > (before[0] ?? 0) && runs(TABLE) > (before[1] ?? 0),
      );
      expect([runs(MAIL), runs(TABLE)]).toEqual(before.map((count) => count + 1));
      expect(subjects().filter((subject) => subject === `Payment of 49.90 EUR: ${note}`)).toHaveLength(1);
      const mail = mailbox.mails().find(({ subject }) => subject.endsWith(note));
      expect(mail?.text).toContain(
        `pay_id: ${paid.pay_id}\nkind: payment\nnet_amount: ${Number(paid.net_amount)}`,
      );
      expect(n8n.tableRows(shop.table).filter((row) => row['recipient_note'] === note)).toEqual([
        expect.objectContaining({
          pay_id: paid.pay_id,
          kind: 'payment',
          amount: 49.9,
          net_amount: Number(paid.net_amount),
          currency: 'EUR',
          payment_method: 'card',
          created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/),
          entry_id: expect.stringContaining(paid.pay_id),
        }),
      ]);
    },
  );

  it('twice alike in one second gives two entries with separate ids', async () => {
    const paid = sandbox.account.payPersonalQr({ amount: 5, note: 'QR' });
    sandbox.account.payTwin(paid);
    await waitFor('two rows', () => rowNotes().filter((note) => note === 'QR').length === 2);
    await twoMorePolls();
    const ids = n8n.tableRows(shop.table).map((row) => row['entry_id']);
    expect(rowNotes().filter((note) => note === 'QR')).toHaveLength(2);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives nothing a second time when its payout_status changes', async () => {
    const before = [mailbox.mails().length, rowNotes().length];
    sandbox.account.setPayoutStatus(() => true, 'Approved');
    await twoMorePolls();
    expect([mailbox.mails().length, rowNotes().length]).toEqual(before);
  });
});

describe('a refund with the pay_id of its payment', () => {
  it('gives nothing to a workflow that listens to payments', async () => {
    const before = [mailbox.mails().length, rowNotes().length, runs(MAIL), runs(TABLE)];
    sandbox.account.refund(99001, {});
    await twoMorePolls();
    expect([mailbox.mails().length, rowNotes().length, runs(MAIL), runs(TABLE)]).toEqual(before);
  });
});

describe('a restart of n8n', () => {
  it('repeats nothing, and loses nothing of what came meanwhile', async () => {
    await n8n.stop();
    const before = mailbox.mails().length;
    sandbox.account.pay({ amount: 1, note: 'while n8n was down' });
    sandbox.account.lateBankTransfer({ amount: 2, at: '2026-11-02 08:00:00', note: 'late' });
    await n8n.start();
    await arrived('while n8n was down');
    await arrived('late');
    await twoMorePolls();
    expect(mailbox.mails()).toHaveLength(before + 2);
    expect(rowNotes()).toHaveLength(before + 2);
  });

  it('while SecPaid cannot be reached leaves a trigger that comes alive by itself', async () => {
    await n8n.stop();
    sandbox.account.pay({ amount: 3, note: 'during the outage' });
    sandbox.faults.add({ kind: '503', times: 1000 });
    const before = sandbox.requests.length;
    await n8n.start();
    await waitFor('both triggers to meet the outage', () => sandbox.requests.length >= before + 2);
    sandbox.faults.clear();
    await arrived('during the outage');
    const failed = n8n.executions(TABLE).filter(({ status }) => status === 'error');
    expect(failed).not.toEqual([]);
    expect(n8n.executionError(failed.at(-1)?.id ?? 0)?.message).toContain('HTTP 503');
  });
});

describe('a trigger whose node is renamed', () => {
  it('continues where it was', async () => {
    const session = await n8n.ownerSession();
    const workflow = (await session.request('GET', `workflows/${TABLE}`)) as {
      nodes: { name: string }[];
      connections: Record<string, unknown>;
      versionId: string;
    };
    const { 'SecPaid Trigger': target, ...rest } = workflow.connections;
    const nodes = workflow.nodes.map((node) =>
      node.name === 'SecPaid Trigger' ? { ...node, name: 'Money' } : node,
    );
    const before = rowNotes().length;
    sandbox.account.pay({ amount: 4, note: 'before the rename' });
    await arrived('before the rename');
    await session.request('PATCH', `workflows/${TABLE}`, {
      nodes,
      connections: { ...rest, Money: target },
      versionId: workflow.versionId,
    });
    sandbox.account.pay({ amount: 4, note: 'about the rename' });
    await n8n.publish(TABLE);
    await arrived('about the rename');
    await twoMorePolls();
    expect(rowNotes()).toHaveLength(before + 2);
  });
});

describe('an API token that SecPaid refuses', () => {
  it('is named where the workflow is published, and once published in a failed execution, without a secret', async () => {
    const first = sandbox.token;
    const credential = await n8n.addCredential({
      ...secPaidCredential({ apiToken: REFUSED_TOKEN, baseUrl: sandbox.apiUrl }),
      name: 'Refused',
    });
    await n8n.importWorkflows([
      paymentToMail({
        id: REFUSED,
        name: 'Refused token',
        secPaidCredential: credential,
        smtpCredential: shop.smtp,
      }),
    ]);
    await expect(n8n.publish(REFUSED)).rejects.toThrow('SecPaid refused the API token.');

    sandbox.accounts.open(REFUSED_TOKEN);
    await n8n.publish(REFUSED);
    sandbox.accounts.switchTo(REFUSED_TOKEN);
    sandbox.accounts.replaceToken('another-token');
    sandbox.accounts.switchTo(first);
    const failed = await waitFor('a failed execution', () =>
      n8n.executions(REFUSED).find(({ status }) => status === 'error'),
    );
    const failure = n8n.executionError(failed.id);
    expect(failure?.message).toBe('SecPaid refused the API token.');
    expect(failure?.node).toBe('SecPaid Trigger');
    expect(JSON.stringify(failure)).not.toContain(REFUSED_TOKEN);
  });
});

describe('the API token', () => {
  it('appears in no log line and in no stored position', () => {
    const secrets = [sandbox.token, REFUSED_TOKEN];
    const written = [
      n8n.logTail(100_000),
      JSON.stringify(n8n.staticData(MAIL)),
      JSON.stringify(n8n.staticData(TABLE)),
    ];
    for (const secret of secrets) expect(written.join('\n')).not.toContain(secret);
    expect(written.join('\n')).toContain('"watermark"');
  });
});
