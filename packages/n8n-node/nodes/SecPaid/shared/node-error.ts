import { isSecPaidError, type SecPaidError } from '@secpaid/core';
import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { CONNECT_DOCUMENTATION } from './documentation';

interface Circumstances {
  readonly itemIndex?: number | undefined;
  /** A sentence that ends the description: what will happen by itself. */
  readonly then?: string | undefined;
}

// n8n shows a description as HTML, cleaned; links are what it is used for there.
const HELP = `<a href="${CONNECT_DOCUMENTATION}" target="_blank">How to connect your account</a>.`;

const sentences = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined).join(' ');

/** n8n's variant of a node for AI agents. Its model is told the message alone, so that says what to do as well. */
const isTool = ({ type }: INode): boolean => type.endsWith('Tool');

const messageOf = (node: INode, { what, message }: SecPaidError): string => (isTool(node) ? message : what);

function apiError(node: INode, error: SecPaidError, { itemIndex, then }: Circumstances): NodeApiError {
  const { kind, what, next, where } = error;
  const description = sentences(next, then, kind === 'authentication' ? HELP : undefined);
  const failure = new NodeApiError(node, {}, { message: what, description, itemIndex });
  // n8n puts a sentence of its own in place of one that holds a code such as ECONNREFUSED.
  failure.message = messageOf(node, error);
  failure.messages = where === undefined ? [] : [where];
  return failure;
}

/** All that an error says in one text, for what goes on from it. */
export function wholeMessage(error: unknown): string {
  if (isSecPaidError(error)) return error.message;
  const { message, description } = Object(error) as Partial<NodeOperationError>;
  return sentences(message ?? String(error), description ?? undefined);
}

/**
 * An error as n8n shows it: what happened as the message, what to do as the description below it, and where it happened
 * among the details. Wrong input is the node's user's (NodeOperationError), everything else came from the API
 * (NodeApiError). Errors that already are n8n's stay as they are.
 */
export function toNodeError(
  node: INode,
  error: unknown,
  circumstances: Circumstances = {},
): NodeApiError | NodeOperationError {
  const { itemIndex, then } = circumstances;
  if (error instanceof NodeOperationError || error instanceof NodeApiError) return error;
  if (!isSecPaidError(error)) {
    return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
  }
  const { kind, next } = error;
  if (kind !== 'validation' && kind !== 'state') return apiError(node, error, circumstances);
  return new NodeOperationError(node, messageOf(node, error), {
    itemIndex,
    description: sentences(next, then),
  });
}
