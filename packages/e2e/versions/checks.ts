import { randomUUID } from 'node:crypto';
import type { Sandbox } from '@secpaid/sandbox';
import type { Mailbox } from '../src/services/mailbox.ts';
import { textAt, valueAt } from '../src/system/shape.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { readTemplate, setUpTemplate, templateNames } from '../src/workflows/templates.ts';
import { chain } from '../src/workflows/types.ts';
import type { Credential, Workflow, WorkflowNode } from '../src/workflows/types.ts';
import { pollEvery } from '../src/workflows/workflows.ts';
import { nodeTypes, type OldN8n } from './old-n8n.ts';
import { hasDataTables } from './versions.ts';

/** What a check has at hand. */
interface Bench {
  readonly version: string;
  readonly n8n: OldN8n;
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
  readonly secPaid: Credential;
  readonly smtp: Credential;
}

/** A promise of the README, tried in one n8n. It throws where it does not hold, or says why it cannot be tried. */
type Check = (bench: Bench) => Promise<string | undefined>;

const ADDRESSES = { fromEmail: 'shop@example.com', toEmail: 'merchant@example.com' };
const DATA_TABLES = 'its Data Tables cannot be found by name (n8n 2.3)';

const isTableTemplate = (nodes: WorkflowNode[]): boolean =>
  nodes.some(({ type }) => type === 'n8n-nodes-base.dataTable');

async function mailAbout({ mailbox }: Bench, note: string): Promise<void> {
  await waitFor(`the mail about ${note}`, () =>
    mailbox.mails().some(({ subject }) => subject.endsWith(note)),
  );
}

const mailTemplate = ({ secPaid, smtp }: Bench): Workflow =>
  setUpTemplate('payment-to-email', {
    id: '',
    credentials: [secPaid, smtp],
    parameters: { 'When a payment arrives': { pollTimes: pollEvery(2) }, 'Send the mail': ADDRESSES },
  });

/** The checks by what they show, in the order in which they run. */
export const CHECKS: Readonly<Record<string, Check>> = {
  'list of nodes': async ({ n8n }) => {
    const names = ['secPaid', 'secPaidTrigger', 'secPaidInstantTrigger'];
    const nodes = names.map(
      (name) => ({ type: `n8n-nodes-secpaid.${name}`, typeVersion: 1 }) as WorkflowNode,
    );
    const types = await nodeTypes(n8n.session, nodes);
    if (types.length !== nodes.length) throw new Error(`It knows ${types.length} of our 3 nodes.`);
    return undefined;
  },

  'credential test': async ({ n8n, secPaid }) => {
    const test = async (data: object): Promise<unknown> =>
      await n8n.session.request('POST', 'credentials/test', { credentials: { ...secPaid, data } });
    const right = await test(secPaid.data);
    if (valueAt(right, 'status') !== 'OK') throw new Error(`The right token: ${JSON.stringify(right)}`);
    const wrong = textAt(await test({ ...secPaid.data, apiToken: 'wrong' }), 'message');
    if (!wrong.includes('SecPaid refused the API token')) throw new Error(`A wrong token: ${wrong}`);
    return undefined;
  },

  'create a payment link': async ({ n8n, sandbox, secPaid: { id, name } }) => {
    const nodes: WorkflowNode[] = [
      node('Start', 'n8n-nodes-base.manualTrigger', {}),
      {
        ...node('Create', 'n8n-nodes-secpaid.secPaid', {
          resource: 'paymentLink',
          operation: 'create',
          amount: 49.9,
          recipientNote: 'Made in n8n',
        }),
        credentials: { secPaidApi: { id, name } },
      },
    ];
    const workflow = chain('', 'Create a link', nodes);
    await n8n.run(await n8n.add(workflow), workflow, 'Start');
    if (!sandbox.account.links.unused().some(({ note }) => note === 'Made in n8n'))
      throw new Error('The link is not there.');
    return undefined;
  },

  'Get Summary in a template': async ({ n8n, mailbox, secPaid, smtp }) => {
    const workflow = setUpTemplate('daily-summary-by-email', {
      id: '',
      credentials: [secPaid, smtp],
      parameters: { 'Send the mail': ADDRESSES },
    });
    await n8n.run(await n8n.add(workflow), workflow, 'Every morning at seven');
    if (!mailbox.mails().some(({ text }) => text.includes('Revenue: '))) throw new Error('No mail came.');
    return undefined;
  },

  'pay-out in a template': async ({ n8n, sandbox, mailbox, secPaid, smtp }) => {
    const { account } = sandbox;
    const paid = account.pay({ amount: 49.9, note: 'paid out' });
    const [made] = account.payouts.payOutDay(paid.created_at.slice(0, 10), paid.created_at);
    account.payouts.approve(made?.payout_id);
    const workflow = setUpTemplate('pay-out-with-payments', {
      id: '',
      credentials: [secPaid, smtp],
      parameters: { 'Send the list': ADDRESSES },
    });
    await n8n.run(await n8n.add(workflow), workflow, 'When a pay-out is approved');
    if (!mailbox.mails().some(({ text }) => text.includes('paid out'))) throw new Error('No mail came.');
    return undefined;
  },

  'thanks in a template': async ({ n8n, mailbox, secPaid, smtp }) => {
    const workflow = setUpTemplate('thank-you-email', {
      id: '',
      credentials: [secPaid, smtp],
      parameters: { 'Thank the payer': { fromEmail: ADDRESSES.fromEmail } },
    });
    await n8n.run(await n8n.add(workflow), workflow, 'When a payment arrives');
    const thanks = mailbox.mails().find(({ subject }) => subject === 'Danke für Ihre Zahlung');
    if (thanks?.to !== ADDRESSES.fromEmail) throw new Error(`The mail went to ${thanks?.to ?? 'nobody'}.`);
    return undefined;
  },

  'polling trigger in a template': async (bench) => {
    const { n8n, sandbox } = bench;
    await n8n.publish(await n8n.add(mailTemplate(bench)));
    sandbox.account.pay({ amount: 49.9, note: 'found by a poll' });
    await mailAbout(bench, 'found by a poll');
    return undefined;
  },

  'instant trigger': async (bench) => {
    const { n8n, sandbox, secPaid } = bench;
    const webhookId = randomUUID();
    const workflow = mailTemplate(bench);
    const nodes = workflow.nodes.map((one): WorkflowNode =>
      one.name === 'When a payment arrives'
        ? {
            ...node(one.name, 'n8n-nodes-secpaid.secPaidInstantTrigger', {}),
            webhookId,
            credentials: { secPaidApi: { id: secPaid.id, name: secPaid.name } },
          }
        : {
            ...one,
            ...(one.name === 'Send the mail'
              ? { parameters: { ...one.parameters, subject: '=called: {{ $json.recipient_note }}' } }
              : {}),
          },
    );
    await n8n.publish(await n8n.add({ ...workflow, name: 'Instant', nodes }), { polls: false });
    const url = `${n8n.url}/webhook/${webhookId}/secpaid`;
    // n8n says that it published before the address is there.
    await waitFor('the address', async () => (await fetch(url, { method: 'POST' })).status !== 404);
    sandbox.service.notifier.settings = { urls: [url] };
    sandbox.account.pay({ amount: 1, note: 'called for' });
    await mailAbout(bench, 'called: called for');
    return undefined;
  },

  'nodes of every template': async ({ version, n8n }) => {
    for (const name of templateNames()) {
      const { nodes } = readTemplate(name);
      if (isTableTemplate(nodes) && !hasDataTables(version)) continue;
      const types = await nodeTypes(n8n.session, nodes);
      nodes.forEach(({ name: label, typeVersion }, index) => {
        const known = [valueAt(types[index], 'version')].flat();
        if (!known.includes(typeVersion)) throw new Error(`${name}: "${label}" asks for ${typeVersion}.`);
      });
    }
    return hasDataTables(version) ? undefined : `passed without those with a table: ${DATA_TABLES}`;
  },

  'Data Table in a template': async ({ version, n8n, secPaid }) => {
    if (!hasDataTables(version)) return `not tried: ${DATA_TABLES}`;
    const workflow = setUpTemplate('hourly-safety-net', { id: '', credentials: [secPaid] });
    const safe = { ...workflow, nodes: workflow.nodes.map(withoutAge) };
    await n8n.run(await n8n.add(safe), safe, 'Every hour');
    const [row] = n8n.tableRows('SecPaid payments');
    if (typeof row?.['entry_id'] !== 'string') throw new Error(`The table has ${JSON.stringify(row)}.`);
    return undefined;
  },

  'orders in templates': async ({ version, n8n, mailbox, secPaid, smtp }) => {
    if (!hasDataTables(version)) return `not tried: ${DATA_TABLES}`;
    const from = { fromEmail: ADDRESSES.fromEmail };
    const set = (name: string, parameters: Record<string, Record<string, unknown>>): Workflow =>
      setUpTemplate(name, { id: '', credentials: [secPaid, smtp], parameters });
    const links = set('payment-link-for-order', { 'Send the link': from, 'Thank the payer': from });
    const linksId = await n8n.add(links);
    await n8n.run(linksId, links, 'Every minute');
    const { path } = await n8n.session.ensureTable('SecPaid links for orders', []);
    await n8n.session.request('POST', `${path.replace('/datatables/', '/data-tables/').slice(1)}/insert`, {
      data: [{ order_number: '7', email: 'payer@example.com', amount: 7, language: 'de' }],
      returnType: 'count',
    });
    await n8n.run(linksId, links, 'Every minute');
    const days = ['days_to_reminder', 'days_to_deletion'].map((name) => {
      return { id: name, name, value: 0, type: 'number' };
    });
    const followUp = set('unpaid-link-follow-up', {
      'Send the reminder': from,
      'Choose the days': { assignments: { assignments: days } },
    });
    await n8n.run(await n8n.add(followUp), followUp, 'Every morning at nine');
    const mails = mailbox.mails().filter(({ to }) => to === 'payer@example.com');
    const subjects = mails.map(({ subject }) => subject).join(', ');
    if (subjects !== 'Ihre Bestellung 7, Erinnerung: Ihre Bestellung 7')
      throw new Error(`The mails were: ${subjects}.`);
    const reconcile = set('reconcile-orders', { 'Send what needs a look': ADDRESSES });
    await n8n.run(await n8n.add(reconcile), reconcile, 'Every hour');
    return undefined;
  },
};

/** The filter of this template leaves what is younger than ten minutes to the trigger; here all is young. */
const withoutAge = (one: WorkflowNode): WorkflowNode =>
  one.name === 'Older than ten minutes' ? node(one.name, 'n8n-nodes-base.noOp', {}) : one;

const node = (name: string, type: string, parameters: Record<string, unknown>): WorkflowNode => ({
  id: randomUUID(),
  name,
  type,
  typeVersion: 1,
  position: [0, 0],
  parameters,
});
