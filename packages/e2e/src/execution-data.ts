import { isRecord } from './shape.ts';

/** Why an execution failed. */
export interface ExecutionFailure {
  message: string;
  description: string | undefined;
  /** The name of the node that failed. */
  node: string | undefined;
}

/** Reads the failure out of an execution's data as n8n stores it. */
export function executionFailure(data: string): ExecutionFailure | undefined {
  const message = lookUp(data, ['resultData', 'error', 'message']);
  if (message === undefined) return undefined;
  return {
    message,
    description: lookUp(data, ['resultData', 'error', 'description']),
    node:
      lookUp(data, ['resultData', 'error', 'node', 'name']) ??
      lookUp(data, ['resultData', 'lastNodeExecuted']),
  };
}

/**
 * n8n stores executions in the "flatted" form: a list whose first element is the root, and in which every text
 * inside an object stands for the list's element of that number.
 */
function lookUp(data: string, path: string[]): string | undefined {
  const parts: unknown = JSON.parse(data);
  if (!Array.isArray(parts)) return undefined;
  const list: unknown[] = parts;
  let current = list[0];
  for (const key of path) {
    const reference = isRecord(current) ? current[key] : undefined;
    if (typeof reference !== 'string') return undefined;
    current = list[Number(reference)];
  }
  return typeof current === 'string' ? current : undefined;
}
