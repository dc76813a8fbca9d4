import { chain, type Workflow } from '../src/workflows/types.ts';
import { type Credentials, mail, reference, secPaidNode, start } from './workflow-nodes.ts';

/** Whole items of short lists; of long ones what tells entries apart. */
const SHOWN = {
  whole: 'json',
  brief: '(({ id, pay_id, kind, amount }) => ({ id, pay_id, kind, amount }))(json)',
};

/** Lists something with the SecPaid node and mails what it found, all in one mail. */
export function listing(id: string, credentials: Credentials): Workflow {
  const shown = id in WHOLE ? SHOWN.whole : SHOWN.brief;
  const text = `={{ JSON.stringify($input.all().map(({ json }) => ${shown})) }}`;
  return chain(id, id, [
    start,
    secPaidNode('SecPaid', { resource: 'payIn', ...LISTINGS[id] }, credentials),
    { ...mail(id, credentials, text), executeOnce: true },
  ]);
}

const WHOLE: Record<string, Record<string, unknown>> = {
  getPayments00001: { resource: 'payOut', operation: 'getPayments', payOutId: '21500_approved' },
  getFeeInvoices01: { resource: 'feeInvoice', operation: 'getMany', filters: { month: '2025-01' } },
  getStatus0000001: { operation: 'getStatus', payId: '99296' },
  getManySorted001: {
    operation: 'getMany',
    limit: 3,
    filters: { minAmount: 1, kinds: ['payment'] },
    options: { sort: 'amountHighest' },
    simplify: true,
  },
  getSummaryDay001: {
    operation: 'getSummary',
    timeRange: 'custom',
    startDate: '2026-05-19',
    endDate: '2026-05-20',
    breakdowns: ['byDay', 'byPaymentMethod'],
  },
};

export const LISTINGS: Record<string, Record<string, unknown>> = {
  ...WHOLE,
  getManyDefault01: { operation: 'getMany', returnAll: false, limit: 50, filters: {} },
  getManyAll000001: { operation: 'getMany', returnAll: true, filters: { search: 'bulk' } },
  getManyDate00001: { operation: 'getMany', returnAll: true, filters: { date: '2026-05-20' } },
  getManyFilters01: {
    operation: 'getMany',
    returnAll: true,
    filters: {
      startDate: '2025-01-19',
      endDate: '2025-01-20',
      paymentMethod: 'Bank Transfer',
      transactionType: 'Basic',
      status: ['success'],
      payoutStatus: ['pending'],
    },
  },
  getManyKind00001: { operation: 'getMany', returnAll: true, filters: { kinds: ['refund'], since: 0 } },
  getOne0000000001: { operation: 'get', payId: '99296' },
  getManyLimit0001: { operation: 'getMany', returnAll: false, limit: 0, filters: {} },
  getManyLimit1001: { operation: 'getMany', returnAll: false, limit: 1001, filters: {} },
  getManyBadDate01: { operation: 'getMany', returnAll: true, filters: { date: '2026-02-30' } },
  getManyBadDays01: { operation: 'getMany', returnAll: true, filters: { since: -1 } },
  getBadPayId00001: { operation: 'get', payId: 'abc' },
};

/** Asks for the same link twice, and then for the link by its address. */
export function oneLink(credentials: Credentials): Workflow {
  const create = {
    resource: 'paymentLink',
    operation: 'create',
    amount: 20,
    recipientNote: 'Order 1042',
    additionalFields: {
      ifExists: 'returnExisting',
      recipients: { recipient: [{ token: 'testuser-a', share: '={{ 30 }}' }] },
    },
  };
  const get = { resource: 'paymentLink', operation: 'get', linkId: '={{ $json.pay_link }}' };
  return chain('oneLink', 'One link', [
    start,
    secPaidNode('Create', create, credentials),
    secPaidNode('Create again', create, credentials),
    secPaidNode('Get', get, credentials),
  ]);
}

/** Mails a file of the entries of a day. */
export function exportByMail(credentials: Credentials): Workflow {
  const range = { timeRange: 'custom', startDate: '2025-01-20', endDate: '2025-01-20' };
  const sent = mail('export', credentials);
  const options = { appendAttribution: false, attachments: 'data' };
  return chain('exportByMail', 'Export by mail', [
    start,
    secPaidNode('Export', { resource: 'payIn', operation: 'export', ...range }, credentials),
    { ...sent, parameters: { ...sent.parameters, options } },
  ]);
}

/** Makes a link and mails it with its QR code, as docs/n8n.md says. */
export function linkByMail(credentials: Credentials): Workflow {
  const sent = mail('qrCode', credentials);
  return chain('qrCode', 'Link by mail', [
    start,
    secPaidNode('Create', { resource: 'paymentLink', operation: 'create', amount: 49.9 }, credentials),
    secPaidNode(
      'Get QR Code',
      { resource: 'paymentLink', operation: 'getQrCode', linkId: '={{ $json.id }}' },
      credentials,
    ),
    {
      ...sent,
      parameters: {
        ...sent.parameters,
        emailFormat: 'html',
        html: '=<p>{{ $json.amount_text }}: <a href="{{ $json.pay_link }}">pay here</a></p><img src="cid:data">',
        options: { appendAttribution: false, attachments: 'data' },
      },
    },
  ]);
}

/** A call that the SecPaid node does not offer, by n8n's own node. */
export const anyCall = (apiUrl: string, { secPaid }: Credentials): Workflow =>
  chain('anyCall', 'Any call', [
    start,
    {
      id: 'http-request',
      name: 'HTTP Request',
      type: 'n8n-nodes-base.httpRequest',
      typeVersion: 4.3,
      position: [0, 0],
      parameters: {
        method: 'POST',
        url: `${apiUrl}/getPayInTransactions`,
        authentication: 'predefinedCredentialType',
        nodeCredentialType: 'secPaidApi',
        sendBody: true,
        specifyBody: 'json',
        jsonBody: '{"page":1,"limit":1,"pay_id":99298}',
        options: {},
      },
      credentials: { secPaidApi: reference(secPaid) },
    },
  ]);
