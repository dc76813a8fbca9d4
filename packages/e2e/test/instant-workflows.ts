import { setUpTemplate } from '../src/workflows/templates.ts';
import { chain, type Credential, type Workflow, type WorkflowNode } from '../src/workflows/types.ts';
import { pollEvery } from '../src/workflows/workflows.ts';
import { type Credentials, mail, reference, secPaidNode, start } from './workflow-nodes.ts';

export const INSTANT_TRIGGER = 'SecPaid Instant Trigger';
export const ALONE = 'instantAlone0001';
export const OLD = 'instantOldWay001';
export const BOTH = 'instantAndPoll01';
export const QUEUED = 'instantInQueue01';
export const PAY_OUTS = 'payOutToMail0001';
const WEBHOOKS: Record<string, string> = {
  [ALONE]: '6f1d2c3b-0000-4000-8000-000000000001',
  [BOTH]: '6f1d2c3b-0000-4000-8000-000000000002',
  [OLD]: '6f1d2c3b-0000-4000-8000-000000000004',
  [QUEUED]: '6f1d2c3b-0000-4000-8000-000000000003',
};

/** Where n8n listens for a published workflow's instant trigger. */
export const webhookPath = (workflow: string): string => `/webhook/${WEBHOOKS[workflow]}/secpaid`;

/** Mails each payment that SecPaid calls for. */
export const alone = (credentials: Credentials): Workflow =>
  chain(ALONE, 'Instant', [
    instantTrigger(ALONE, credentials),
    mail('=alone: {{ $json.recipient_note }}', credentials),
  ]);

/** Does no more with a payment that SecPaid calls for. */
export const queued = (credentials: Pick<Credentials, 'secPaid'>): Workflow =>
  chain(QUEUED, 'Instant in queue mode', [instantTrigger(QUEUED, credentials)]);

/** The shipped template of the two triggers: mails each payment that SecPaid calls for or that a poll finds, once. */
export function bothTriggers(credentials: Credential[]): Workflow {
  const workflow = setUpTemplate('payment-to-email-at-once', {
    id: BOTH,
    credentials,
    parameters: {
      'When a poll finds it': { pollTimes: pollEvery(5) },
      'Let the call go first': { amount: 3 },
      'Send the mail': {
        fromEmail: 'payments@example.com',
        toEmail: 'merchant@example.com',
        subject: '=both: {{ $json.recipient_note }}',
      },
    },
  });
  const nodes = workflow.nodes.map((node) =>
    node.name === 'When SecPaid calls' ? { ...node, webhookId: WEBHOOKS[BOTH] ?? '' } : node,
  );
  return { ...workflow, nodes };
}

/** Mails each payment that SecPaid calls for, behind Remove Duplicates. */
export const oldWay = (credentials: Credentials): Workflow =>
  chain(OLD, 'Instant behind Remove Duplicates', [
    instantTrigger(OLD, credentials),
    removeDuplicates,
    mail('=old: {{ $json.recipient_note }}', credentials),
  ]);

/** Mails each pay-out that a poll finds. */
export const payOuts = (credentials: Credentials): Workflow =>
  chain(PAY_OUTS, 'Pay-outs', [
    pollingTrigger(['payout'], credentials),
    mail('=payout {{ $json.id }}', credentials),
  ]);

const CREATE = {
  resource: 'paymentLink',
  operation: 'create',
  amount: 49.9,
  recipientNote: 'Order made in n8n',
};
const LIST = {
  resource: 'paymentLink',
  operation: 'getMany',
  filters: { states: ['used'], search: 'made in n8n' },
};
const DELETE = { resource: 'paymentLink', operation: 'delete', linkId: '={{ $json.id }}' };

/** What each workflow does with the SecPaid node, one step after the other; the last one's items are mailed. */
export const OPERATIONS: Record<string, Record<string, unknown>[]> = {
  createLink000001: [CREATE],
  listLinks0000001: [LIST],
  deleteLink000001: [CREATE, DELETE],
  deleteUsed000001: [{ ...DELETE, linkId: '99298' }],
  listPayOuts00001: [{ resource: 'payOut', operation: 'getMany', returnAll: true }],
};

/** The workflow of OPERATIONS with this id, to be started by hand. */
export function operation(id: string, credentials: Credentials): Workflow {
  const steps = (OPERATIONS[id] ?? []).map((parameters, step) =>
    secPaidNode(`Step ${step + 1}`, parameters, credentials),
  );
  return chain(id, id, [start, ...steps, mail(id, credentials)]);
}

const instantTrigger = (workflow: string, { secPaid }: Pick<Credentials, 'secPaid'>): WorkflowNode => ({
  id: 'instant-trigger',
  name: INSTANT_TRIGGER,
  type: 'n8n-nodes-secpaid.secPaidInstantTrigger',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
  webhookId: WEBHOOKS[workflow] ?? '',
  credentials: { secPaidApi: reference(secPaid) },
});

const pollingTrigger = (events: string[], { secPaid }: Credentials): WorkflowNode => ({
  id: 'polling-trigger',
  name: 'SecPaid Trigger',
  type: 'n8n-nodes-secpaid.secPaidTrigger',
  typeVersion: 1,
  position: [0, 200],
  parameters: { pollTimes: pollEvery(5), events, startFrom: 'now' },
  credentials: { secPaidApi: reference(secPaid) },
});

/** As the guide once said, with a history that two payments fill: 10,000 fill the one that n8n gives. */
const removeDuplicates: WorkflowNode = {
  id: 'remove-duplicates',
  name: 'Remove Duplicates',
  type: 'n8n-nodes-base.removeDuplicates',
  typeVersion: 2,
  position: [220, 0],
  parameters: {
    operation: 'removeItemsSeenInPreviousExecutions',
    logic: 'removeItemsWithAlreadySeenKeyValues',
    dedupeValue: '={{ $json.id }}',
    options: { historySize: 2 },
  },
};
