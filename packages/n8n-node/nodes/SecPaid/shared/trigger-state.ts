import type { FeedKind, FeedState } from '@secpaid/core';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { forgetHandedOver } from './pending-commit';

/** Where the state of a list stands in the node's static data. The first versions knew pay-ins only. */
const KEY_OF: Record<FeedKind, string> = {
  'pay-in': 'state',
  'pay-out': 'payOutState',
  'pay-out-approved': 'payOutApprovedState',
  'fee-invoice': 'feeInvoiceState',
};

const KINDS = Object.keys(KEY_OF) as readonly FeedKind[];

const revisionOf = (state: unknown): number =>
  typeof state === 'object' && state !== null && 'revision' in state ? Number(state.revision ?? 0) : 0;

interface Copy {
  readonly name: unknown;
  readonly state: unknown;
  /** Whether the trigger started over with it. */
  readonly startsOver: unknown;
}

const copyKey = (nodeId: string, kind: FeedKind): string =>
  kind === 'pay-in' ? nodeId : `${nodeId}/${kind}`;

const copyOf = (all: IDataObject, key: string): Copy => {
  const { name, state, startsOver } = Object(all[key]) as Partial<Copy>;
  return { name, state, startsOver };
};

/**
 * The stored state of one list: undefined where there never was one, null where the list is not among the chosen
 * events. It stands in the node's static data, where n8n can commit it together with the execution, and a second time
 * in the workflow's under the node's id: the former is keyed by the node's name, so a renamed node would find nothing
 * and start afresh.
 */
export function loadState(context: IPollFunctions, kind: FeedKind): unknown {
  const state = context.getWorkflowStaticData('node')[KEY_OF[kind]];
  const { id, name } = context.getNode();
  const copy = copyOf(context.getWorkflowStaticData('global'), copyKey(id, kind));
  if (state === undefined) return copy.state;
  // Under a name that was used before stands what that name knew then. And of a poll at publishing that starts nothing,
  // n8n stores the workflow's data but no durable cursor.
  const isOfOtherName = copy.name !== undefined && copy.name !== name;
  const counts = isOfOtherName || copy.startsOver === true;
  return counts && revisionOf(copy.state) > revisionOf(state) ? copy.state : state;
}

function store(
  context: IPollFunctions,
  kind: FeedKind,
  state: IDataObject | null,
  more: IDataObject = {},
): void {
  const { id, name } = context.getNode();
  context.getWorkflowStaticData('global')[copyKey(id, kind)] = { name, state, ...more };
  context.getWorkflowStaticData('node')[KEY_OF[kind]] = state;
}

/**
 * Stores the state in one go; to be called after the last await, so that a poll that fails leaves nothing behind.
 * @param startsOver whether it counts whatever is stored for the node itself
 */
export function storeState(
  context: IPollFunctions,
  kind: FeedKind,
  state: FeedState,
  startsOver: boolean,
): void {
  store(context, kind, { ...state }, startsOver ? { startsOver } : {});
}

/** Whether the list was left out when the trigger last polled. */
export const isResting = (context: IPollFunctions, kind: FeedKind): boolean =>
  loadState(context, kind) === null;

/** Whether the trigger has polled before, be it another list than this one. */
export const hasPolledOthers = (context: IPollFunctions, kind: FeedKind): boolean =>
  KINDS.some((other) => other !== kind && loadState(context, other) !== undefined);

/** Notes which lists were left out: once they are chosen, what came in meanwhile counts as seen. */
export function restOthers(context: IPollFunctions, chosen: readonly FeedKind[]): void {
  for (const kind of KINDS) {
    if (chosen.includes(kind) || isResting(context, kind)) continue;
    store(context, kind, null);
    forgetHandedOver(context, kind);
  }
}
