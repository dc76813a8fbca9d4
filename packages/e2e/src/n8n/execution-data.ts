import { isRecord, valueAt } from '../system/shape.ts';

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
 * The items that a trigger handed to an execution, oldest first; none if the trigger failed. They are there
 * from the moment n8n stores the execution on. Where it crashed, what was to be run is the only place: into what was
 * run n8n writes a separate item then.
 */
export function triggerItems(data: string, trigger: string): Record<string, unknown>[] {
  const execution = unflatten(data);
  const waiting = valueAt(execution, 'executionData', 'nodeExecutionStack', 0);
  const output =
    valueAt(waiting, 'node', 'name') === trigger
      ? valueAt(waiting, 'data', 'main', 0)
      : valueAt(execution, 'resultData', 'runData', trigger, 0, 'data', 'main', 0);
  const items: unknown[] = Array.isArray(output) ? output : [];
  return items.flatMap((item) => {
    const json = valueAt(item, 'json');
    // The execution that records a failed poll has one empty item.
    return isRecord(json) && Object.keys(json).length > 0 ? [json] : [];
  });
}

/** The whole of it as n8n knows it. What is in several places is one object, and may contain itself. */
function unflatten(data: string): unknown {
  const parts: unknown = JSON.parse(data);
  if (!Array.isArray(parts)) return undefined;
  const list: unknown[] = parts;
  const built = new Map<number, unknown>();
  const resolve = (value: unknown): unknown => (typeof value === 'string' ? build(Number(value)) : value);
  const build = (index: number): unknown => {
    if (built.has(index)) return built.get(index);
    const raw = list[index];
    if (Array.isArray(raw)) {
      const array: unknown[] = [];
      built.set(index, array);
      for (const value of raw as unknown[]) array.push(resolve(value));
      return array;
    }
    if (!isRecord(raw)) return raw;
    const record: Record<string, unknown> = {};
    built.set(index, record);
    for (const [key, value] of Object.entries(raw)) record[key] = resolve(value);
    return record;
  };
  return build(0);
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
