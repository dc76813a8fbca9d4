import { type IExecuteFunctions, NodeOperationError } from 'n8n-workflow';

/** For an operation or resource that an expression made up. */
export const noSuch = (context: IExecuteFunctions, what: string, name: unknown): NodeOperationError =>
  new NodeOperationError(context.getNode(), `There is no ${what} "${String(name)}"`);
