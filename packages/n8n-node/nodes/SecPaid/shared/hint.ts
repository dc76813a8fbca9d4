import type { IExecuteFunctions } from 'n8n-workflow';

const told = new WeakMap<IExecuteFunctions, Set<string>>();

/** Shows a sentence beside the output, once for all items of a run. */
export function hint(context: IExecuteFunctions, message: string | undefined): void {
  if (message === undefined) return;
  const known = told.get(context) ?? new Set();
  told.set(context, known);
  if (known.has(message)) return;
  known.add(message);
  context.addExecutionHints({ message, location: 'outputPane' });
}
