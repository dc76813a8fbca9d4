import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import { type HttpDouble, startHttpDouble } from '../src/services/http-double.ts';
import { openedParameters, unknownParameters } from '../src/workflows/node-parameters.ts';
import { isRecord, listAt, textAt, valueAt } from '../src/system/shape.ts';
import { type SheetsDouble, startSheetsDouble } from '../src/services/sheets-double.ts';
import { readTemplate, setUpTemplate, templateNames } from '../src/workflows/templates.ts';
import { waitFor } from '../src/system/wait-for.ts';
import type { WorkflowNode } from '../src/workflows/types.ts';
import { pollEvery } from '../src/workflows/workflows.ts';
import { openShop, type Shop } from './support.ts';

jest.setTimeout(300_000);

const MAIL = 'templateMail0001';
const SHEET = 'templateSheet001';
const CHAT = 'templateChat0001';
const ADDRESSES = { fromEmail: 'shop@example.com', toEmail: 'merchant@example.com' };
const POLLS = { pollTimes: pollEvery(2) };

/** What a template leaves to its user: n8n marks the node, and runs nothing, until it is filled in. */
const TO_FILL_IN: Record<string, string[]> = {
  'n8n-nodes-base.emailSend': ['fromEmail', 'toEmail'],
  'n8n-nodes-base.executeWorkflow': ['workflowId'],
  'n8n-nodes-base.googleSheets': ['documentId'],
  'n8n-nodes-base.httpRequest': ['url'],
};
const leftEmpty = ({ type, parameters }: WorkflowNode): string[] =>
  (TO_FILL_IN[type] ?? []).filter((name) => {
    const value = parameters[name];
    return (isRecord(value) ? value['value'] : value) === '';
  });

let shop: Shop;
let chat: HttpDouble;
let sheets: SheetsDouble;

const account = (): Shop['sandbox']['account'] => shop.sandbox.account;
const mailAbout = async (note: string) =>
  await waitFor(`the mail about "${note}"`, () =>
    shop.mailbox.mails().find(({ subject }) => subject.endsWith(note)),
  );
const rowAbout = async (note: string) =>
  await waitFor(`the row of "${note}"`, () => sheets.rows.find(({ cells }) => cells.includes(note)));
const messageAbout = async (part: string) =>
  textAt(
    await waitFor(`the message with "${part}"`, () =>
      chat.requests.map(({ body }) => body).find((body) => textAt(body, 'text').includes(part)),
    ),
    'text',
  );

beforeAll(async () => {
  chat = await startHttpDouble(() => ({ ok: true }));
  sheets = await startSheetsDouble('Payments');
  shop = await openShop(sheets.env);
  const { n8n, secPaid, smtp } = shop;
  const credentials = [secPaid, smtp, await n8n.addCredential(sheets.credential)];
  await shop.open(
    setUpTemplate('payment-to-email', {
      id: MAIL,
      credentials,
      parameters: { 'When a payment arrives': POLLS, 'Send the mail': ADDRESSES },
    }),
    setUpTemplate('payment-to-google-sheets', {
      id: SHEET,
      credentials,
      parameters: {
        'When a payment arrives': POLLS,
        'Add the row': {
          documentId: {
            __rl: true,
            mode: 'url',
            value: 'https://docs.google.com/spreadsheets/d/1a2b3c4d5e6f7g8h9i0j1k2l3m4n/edit',
          },
        },
      },
    }),
    setUpTemplate('refund-or-dispute-to-chat', {
      id: CHAT,
      credentials,
      parameters: { 'When money goes back': POLLS, 'Post the message': { url: `${chat.url}/hooks/4711` } },
    }),
  );
});

afterAll(async () => {
  await shop.close();
  await sheets.close();
  await chat.close();
});

describe.each(templateNames())('the template %s', (name) => {
  it('is imported as it is, and keeps every node and parameter', async () => {
    const template = readTemplate(name);
    const session = await shop.n8n.ownerSession();
    const imported = await session.request('POST', 'workflows', template);
    expect(await session.request('GET', `workflows/${textAt(imported, 'id')}`)).toMatchObject({
      name: template.name,
      nodes: template.nodes,
      connections: template.connections,
      settings: template.settings,
    });
  });

  it('has only nodes and parameters that this n8n knows', async () => {
    const { nodes } = readTemplate(name);
    const session = await shop.n8n.ownerSession();
    const nodeInfos = nodes.map(({ type, typeVersion }) => ({ name: type, version: typeVersion }));
    // An unknown type or version is an error here.
    const types = listAt({ types: await session.request('POST', 'node-types', { nodeInfos }) }, 'types');
    expect(types).toHaveLength(nodes.length);
    nodes.forEach((node, index) => {
      expect(node.type.split('.')[1]).toBe(textAt(types[index], 'name'));
      expect([valueAt(types[index], 'version')].flat()).toContain(node.typeVersion);
      const unknown = unknownParameters(listAt(types[index], 'properties'), node.parameters);
      expect({ node: node.name, unknown }).toEqual({ node: node.name, unknown: [] });
      // What the editor makes of the parameters when it opens the workflow: it drops those that it would not show.
      const opened = openedParameters(types[index], node);
      expect(opened.parameters).toMatchObject(node.parameters);
      expect([node.name, opened.issues]).toEqual([node.name, leftEmpty(node)]);
    });
  });
});

describe('payment → e-mail', () => {
  it('writes a mail that reads well', async () => {
    const paid = account().pay({ amount: 49.99, note: 'Order 1042', at: '2026-07-03 18:56:08' });
    const mail = await mailAbout('Order 1042');
    expect(mail.subject).toBe('Payment of 49.99 EUR: Order 1042');
    expect(mail).toMatchObject({ from: 'shop@example.com', to: 'merchant@example.com', html: undefined });
    expect(mail.text.trim()).toBe(
      [
        'You received 49.99 EUR.',
        '',
        'Note: Order 1042',
        'Paid: 2026-07-03 18:56 (Berlin time)',
        'Payment method: card',
        `After fees: ${Number(paid.net_amount).toFixed(2)} EUR`,
        'Payout: Pending',
        `Pay ID: ${paid.pay_id}`,
        `Entry: ${paid.pay_id}_20260703T185608_49.99`,
      ].join('\n'),
    );
  });

  it('says so if the note is empty', async () => {
    account().pay({ amount: 5, note: '' });
    expect((await mailAbout('no note')).text).toContain('Note: none\n');
  });

  it('lets a note in HTML do nothing', async () => {
    const note = '<script>alert(1)</script><img src=x onerror=alert(2)>';
    account().pay({ amount: 5, note });
    const mail = await mailAbout(note);
    expect(mail.html).toBeUndefined();
    expect(mail.text).toContain(`Note: ${note}\n`);
  });
});

describe('payment → Google Sheets row', () => {
  it('writes the headings once, and a row with amounts as numbers', async () => {
    const paid = account().pay({ amount: 12.5, note: 'Order 7', paymentMethod: 'Bank Transfer' });
    const row = await rowAbout('Order 7');
    const headings = [
      'ID',
      'Paid at',
      'Amount',
      'After fees',
      'Currency',
      'Note',
      'Payment method',
      'Pay ID',
    ];
    expect(sheets.rows.filter(({ cells }) => cells.includes('ID'))).toEqual([
      { cells: headings, valueInputOption: 'RAW' },
    ]);
    expect(sheets.rows[0]?.cells).toEqual(headings);
    expect(row.cells).toEqual([
      `${paid.pay_id}_${paid.created_at.replace(/[-:]/g, '').replace(' ', 'T')}_12.5`,
      paid.created_at,
      12.5,
      Number(paid.net_amount),
      'EUR',
      'Order 7',
      'Bank Transfer',
      paid.pay_id,
    ]);
  });

  it('keeps notes that look like formulas as text, also when several payments come at once', async () => {
    const notes = ['=IMPORTXML("https://example.com","//a")', '+49 30 1', '-1+1', '@SUM(A1)'];
    for (const note of notes) account().pay({ amount: 1, note });
    for (const note of notes) expect((await rowAbout(note)).valueInputOption).toBe('RAW');
  });

  it('leaves it to Google to find the next free row, so that two executions do not write over each other', async () => {
    account().pay({ amount: 1, note: 'appended' });
    await rowAbout('appended');
    const written = sheets.requests.find(({ body }) => JSON.stringify(body ?? '').includes('appended'));
    expect(written).toMatchObject({
      method: 'POST',
      path: expect.stringMatching(/^\/v4\/spreadsheets\/1a2b3c4d5e6f7g8h9i0j1k2l3m4n\/values\/.*:append$/),
      headers: { authorization: 'Bearer google-token' },
    });
  });

  it('leaves the cell empty if SecPaid does not say what is left', async () => {
    const paid = account().pay({ amount: 3, note: 'no net amount' });
    account().change((row) => row.pay_id === paid.pay_id, { net_amount: '' });
    expect((await rowAbout('no net amount')).cells[3] ?? '').toBe('');
  });
});

describe('refund or dispute → chat message', () => {
  it('posts a message for each, written as a person would, and none for a payment', async () => {
    const paid = account().pay({ amount: 49.9, note: 'Order 8' });
    const { created_at } = account().refund(paid.pay_id, { amount: 10 });
    account().dispute(paid.pay_id);
    account().disputeRefund(paid.pay_id);
    const paidBack = await messageAbout('Dispute paid back:');
    expect(await messageAbout('Refund:')).toBe(
      `Refund: -10.00 EUR\nNote: \`Order 8\`\n${created_at.slice(0, 16)} (Berlin time), pay ID ${paid.pay_id}`,
    );
    expect(await messageAbout('Dispute:')).toContain('Dispute: -49.90 EUR\n');
    expect(paidBack).toContain('Dispute paid back: 49.90 EUR\n');
    const about = chat.requests.filter(({ body }) => textAt(body, 'text').includes(paid.pay_id));
    expect(about).toHaveLength(3);
    expect(about[0]).toMatchObject({ method: 'POST', path: '/hooks/4711' });
  });

  it('calls nobody and hides no link, whatever the note says', async () => {
    const paid = account().pay({ amount: 2, note: '<!channel> `@here` <https://evil.example|Click>' });
    account().refund(paid.pay_id, {});
    expect(await messageAbout(`pay ID ${paid.pay_id}`)).toContain(
      'Note: `!channel @here https://evil.example|Click`\n',
    );
  });
});

describe('each workflow', () => {
  it('ran without an error, once for what came', async () => {
    account().pay({ amount: 9, note: 'the last', at: wallClock(Date.now()) });
    await mailAbout('the last');
    await rowAbout('the last');
    for (const id of [MAIL, SHEET, CHAT]) {
      await waitFor(`the executions of ${id} to end`, () =>
        shop.n8n.executions(id).every(({ stoppedAt }) => stoppedAt !== null),
      );
      expect(new Set(shop.n8n.executions(id).map(({ status }) => status))).toEqual(new Set(['success']));
    }
    const subjects = shop.mailbox.mails().map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    const ids = sheets.rows.map(({ cells }) => cells[0]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
