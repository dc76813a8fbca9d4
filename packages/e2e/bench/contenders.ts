import { chain } from '../src/workflows/types.ts';
import type { Credential, Workflow, WorkflowNode } from '../src/workflows/types.ts';
import { paymentToTable } from '../src/workflows/workflows.ts';

/** Somebody who wants to get every entry of an account once. */
export interface Contender {
  readonly name: string;
  readonly workflow: Workflow;
  /** The node whose output counts as "heard of". */
  readonly output: string;
  /** How long it may take to find an entry under an old date, in milliseconds; by default it has to be found at once. */
  readonly looksWithin?: number;
}

const EVERY_TWO_SECONDS = 2;

/** The token as what n8n's HTTP Request node sends it by. */
export function headerCredential(token: string): Credential {
  return {
    id: 'secPaidHeader001',
    name: 'SecPaid token',
    type: 'httpHeaderAuth',
    data: { name: 'token', value: token },
  };
}

/** Our trigger, and what people build in its place from n8n's own nodes, all looking every two seconds. */
export function contenders(apiUrl: string, secPaid: Credential, header: Credential): Contender[] {
  return [
    { name: 'SecPaid Trigger', output: 'SecPaid Trigger', workflow: ours(secPaid), looksWithin: 15 * 60_000 },
    {
      name: 'Remove Duplicates by pay_id',
      output: 'Remove Duplicates',
      workflow: built('peerByPayId00001', 'By pay_id', '={{ $json.pay_id }}', apiUrl, header),
    },
    {
      name: 'Remove Duplicates by pay_id, created_at and amount',
      output: 'Remove Duplicates',
      workflow: built(
        'peerByComposite1',
        'By composite',
        '={{ $json.pay_id }}_{{ $json.created_at }}_{{ $json.amount }}',
        apiUrl,
        header,
      ),
    },
  ];
}

function ours(secPaid: Credential): Workflow {
  const pollTimes = Array.from({ length: 60 / EVERY_TWO_SECONDS }, (_, index) => ({
    mode: 'custom',
    cronExpression: `${index * EVERY_TWO_SECONDS} * * * * *`,
  }));
  const trigger = {
    pollTimes: { item: pollTimes },
    events: ['payment', 'refund', 'dispute'],
    options: { rawOutput: true },
  };
  const [first] = paymentToTable({ secPaidCredential: secPaid, trigger }).nodes;
  if (!first) throw new Error('Expected a trigger.');
  return chain('ourTrigger000001', 'SecPaid Trigger', [first, nothing()]);
}

function built(id: string, name: string, key: string, apiUrl: string, header: Credential): Workflow {
  return chain(id, name, [
    node('Schedule', 'scheduleTrigger', 1.3, {
      rule: { interval: [{ field: 'seconds', secondsInterval: EVERY_TWO_SECONDS }] },
    }),
    {
      ...node('HTTP Request', 'httpRequest', 4.3, {
        method: 'POST',
        url: `${apiUrl}/getPayInTransactions`,
        authentication: 'genericCredentialType',
        genericAuthType: 'httpHeaderAuth',
        options: {},
      }),
      credentials: { httpHeaderAuth: { id: header.id, name: header.name } },
    },
    node('Split Out', 'splitOut', 1, { fieldToSplitOut: 'data', options: {} }),
    node('Remove Duplicates', 'removeDuplicates', 2, {
      operation: 'removeItemsSeenInPreviousExecutions',
      logic: 'removeItemsWithAlreadySeenKeyValues',
      dedupeValue: key,
      options: {},
    }),
    nothing(),
  ]);
}

function nothing(): WorkflowNode {
  return node('Heard of', 'noOp', 1, {});
}

function node(
  name: string,
  type: string,
  typeVersion: number,
  parameters: Record<string, unknown>,
): WorkflowNode {
  const id = name.toLowerCase().replaceAll(' ', '-');
  return { id, name, type: `n8n-nodes-base.${type}`, typeVersion, position: [0, 0], parameters };
}
