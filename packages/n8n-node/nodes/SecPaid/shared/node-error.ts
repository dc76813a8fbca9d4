import { isSecPaidError } from '@secpaid/core';
import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';

/**
 * An error as n8n shows it: the sentence what to do is the message's second half, where it happened the description.
 * Wrong input is the node's user's (NodeOperationError), everything else came from the API (NodeApiError).
 */
export function toNodeError(
  node: INode,
  error: unknown,
  itemIndex?: number,
): NodeApiError | NodeOperationError {
  if (!isSecPaidError(error)) {
    return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
  }
  const { kind, message, where: description } = error;
  if (kind === 'validation' || kind === 'state') return new NodeOperationError(node, message, { itemIndex });
  return new NodeApiError(node, {}, { message, description, itemIndex });
}
