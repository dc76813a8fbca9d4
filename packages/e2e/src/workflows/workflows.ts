import { chain } from './types.ts';
import type { Credential, CredentialReference, TableColumn, Workflow, WorkflowNode } from './types.ts';

/** What the two ready-made workflows have in common. */
export interface PaymentWorkflowOptions {
  secPaidCredential: CredentialReference;
  id?: string;
  name?: string;
  /** Overrides or adds parameters of the trigger, e.g. `{ startFrom: 'backfill', backfillDays: 3 }`. */
  trigger?: Record<string, unknown>;
}

/** The name of the Data Table that `paymentToTable` writes to by default. */
export const PAYMENTS_TABLE = 'payments';

/** Its columns. The entry's `id` has to go by another name: every Data Table has a column `id` of n8n's own. */
export const PAYMENT_COLUMNS: TableColumn[] = [
  { name: 'entry_id', type: 'string' },
  { name: 'pay_id', type: 'string' },
  { name: 'kind', type: 'string' },
  { name: 'amount', type: 'number' },
  { name: 'net_amount', type: 'number' },
  { name: 'currency', type: 'string' },
  { name: 'recipient_note', type: 'string' },
  { name: 'payment_method', type: 'string' },
  { name: 'created_at', type: 'string' },
];

/** The mail server's credential. */
export function smtpCredential(server: { host: string; port: number }): Credential {
  const data = { ...server, user: '', password: '', secure: false, disableStartTls: true, hostName: '' };
  return { id: 'smtpInbox0000001', name: 'Inbox', type: 'smtp', data };
}

/** SecPaid's credential: `baseUrl` for a local API, else SecPaid's production or development. */
export function secPaidCredential(
  account: { apiToken: string } & ({ baseUrl: string } | { environment: 'production' | 'development' }),
): Credential {
  const data = 'baseUrl' in account ? { ...account, environment: 'custom' } : account;
  return { id: 'secPaidAccount01', name: 'SecPaid account', type: 'secPaidApi', data };
}

/** A workflow that sends a mail to merchant@example.com for every payment. */
export function paymentToMail(
  options: PaymentWorkflowOptions & { smtpCredential: CredentialReference },
): Workflow {
  const { id = 'paymentToMail001', name = 'Payment to e-mail' } = options;
  return chain(id, name, [trigger(options), sendMail(options.smtpCredential)]);
}

/** A workflow that adds a row to a Data Table for every payment. The table must exist. */
export function paymentToTable(options: PaymentWorkflowOptions & { table?: string }): Workflow {
  const { id = 'paymentToTable01', name = 'Payment to table', table = PAYMENTS_TABLE } = options;
  return chain(id, name, [trigger(options), insertRow(table)]);
}

function trigger(options: PaymentWorkflowOptions): WorkflowNode {
  const { id, name } = options.secPaidCredential;
  return {
    id: 'secpaid-trigger',
    name: 'SecPaid Trigger',
    type: 'n8n-nodes-secpaid.secPaidTrigger',
    typeVersion: 1,
    position: [0, 0],
    parameters: {
      pollTimes: pollEvery(2),
      events: ['payment'],
      startFrom: 'now',
      ...options.trigger,
    },
    credentials: { secPaidApi: { id, name } },
  };
}

/** Poll times for a trigger that looks every so many seconds: n8n takes twelve times a minute if it refuses `*\/5`. */
export function pollEvery(seconds: number): { item: { mode: 'custom'; cronExpression: string }[] } {
  const item = Array.from({ length: 60 / seconds }, (_, index) => ({
    mode: 'custom' as const,
    cronExpression: `${index * seconds} * * * * *`,
  }));
  return { item };
}

function sendMail({ id, name }: CredentialReference): WorkflowNode {
  const lines = ['id', 'pay_id', 'kind', 'net_amount', 'payment_method', 'created_at'];
  return {
    id: 'send-mail',
    name: 'Send Email',
    type: 'n8n-nodes-base.emailSend',
    typeVersion: 2.1,
    position: [240, 0],
    parameters: {
      fromEmail: 'payments@example.com',
      toEmail: 'merchant@example.com',
      subject:
        '=Payment of {{ Number($json.amount).toFixed(2) }} {{ $json.currency }}: {{ $json.recipient_note }}',
      emailFormat: 'text',
      text: `=${lines.map((key) => `${key}: {{ $json.${key} }}`).join('\n')}`,
      options: { appendAttribution: false },
    },
    credentials: { smtp: { id, name } },
  };
}

function insertRow(table: string): WorkflowNode {
  const value = Object.fromEntries(
    PAYMENT_COLUMNS.map(({ name }) => [name, `={{ $json.${name === 'entry_id' ? 'id' : name} }}`]),
  );
  const schema = PAYMENT_COLUMNS.map(({ name, type }) => ({
    id: name,
    displayName: name,
    type,
    required: false,
    defaultMatch: false,
    display: true,
    readOnly: false,
    removed: false,
  }));
  return {
    id: 'insert-row',
    name: 'Insert row',
    type: 'n8n-nodes-base.dataTable',
    typeVersion: 1.1,
    position: [240, 0],
    parameters: {
      resource: 'row',
      operation: 'insert',
      dataTableId: { __rl: true, mode: 'name', value: table },
      columns: { mappingMode: 'defineBelow', value, matchingColumns: [], schema },
      options: {},
    },
  };
}
