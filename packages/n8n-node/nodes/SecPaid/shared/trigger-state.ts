import type { FeedState } from '@secpaid/core';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

const revisionOf = (state: unknown): number => Number(Object(state).revision ?? 0);

interface Copy {
  readonly name: unknown;
  readonly state: unknown;
}

const copyOf = (all: IDataObject, nodeId: string): Copy => {
  const { name, state } = Object(all[nodeId]) as Partial<Copy>;
  return { name, state };
};

/**
 * The feed's stored state. It stands in the node's static data, where n8n can commit it together with the execution,
 * and a second time in the workflow's under the node's id: the former is keyed by the node's name, so a renamed node
 * would find nothing and start afresh.
 */
export function loadState(context: IPollFunctions): unknown {
  const { state } = context.getWorkflowStaticData('node');
  const { id, name } = context.getNode();
  const copy = copyOf(context.getWorkflowStaticData('global'), id);
  if (state === undefined) return copy.state;
  // Under a name that was used before stands what that name knew then.
  return copy.name !== undefined && copy.name !== name && revisionOf(copy.state) > revisionOf(state)
    ? copy.state
    : state;
}

/** Stores the state in one go; to be called after the last await, so that a poll that fails leaves nothing behind. */
export function storeState(context: IPollFunctions, state: FeedState): void {
  const { id, name } = context.getNode();
  const plain = { ...state } as unknown as IDataObject;
  context.getWorkflowStaticData('global')[id] = { name, state: plain };
  context.getWorkflowStaticData('node').state = plain;
}
