import type { RunningN8n } from './running.ts';
import { waitFor } from '../system/wait-for.ts';
import type { Workflow } from '../workflows/types.ts';

/**
 * Runs an imported workflow from one of its triggers, as the editor's button does, and waits for its end.
 *
 * @throws Error with the failed node's message, if the execution fails.
 */
export async function runOnce(
  n8n: RunningN8n,
  workflow: Workflow,
  trigger: string,
  timeoutMs = 30_000,
): Promise<void> {
  const before = n8n.executions(workflow.id).length;
  const session = await n8n.ownerSession();
  await session.request('POST', `workflows/${workflow.id}/run`, {
    workflowData: workflow,
    triggerToStartFrom: { name: trigger },
  });
  const ended = await waitFor(
    `the end of ${workflow.name}`,
    () =>
      n8n
        .executions(workflow.id)
        .slice(before)
        .find(({ stoppedAt }) => stoppedAt !== null),
    { timeoutMs },
  );
  if (ended.status === 'success') return;
  const failure = n8n.executionError(ended.id);
  throw new Error(`${workflow.name}: ${failure?.node ?? ''}: ${failure?.message ?? ended.status}`);
}
