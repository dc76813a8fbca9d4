import { existsSync } from 'node:fs';
import { tail } from '../system/command.ts';
import { publicationsSince } from './database.ts';
import type { N8nFiles } from './home.ts';
import { waitFor } from '../system/wait-for.ts';

/** n8n tries a trigger that throws five times, over 26 s, before it calls the publication failed. */
const PUBLISH_TIMEOUT_MS = 90_000;

/** The mark to wait from: publications that n8n notes after this moment have a higher number. */
export function publicationMark(home: N8nFiles): number {
  return existsSync(home.database) ? (publicationsSince(home.database, 0).at(-1)?.id ?? 0) : 0;
}

/**
 * Waits until n8n has activated these workflows, their triggers' first poll included. n8n says that it is ready,
 * or that it took the order to publish, before it has: a payment made in between would count as "already there".
 *
 * @throws Error with n8n's reason when a workflow could not be activated.
 */
export async function waitUntilActive(
  home: N8nFiles,
  workflowIds: string[],
  mark: number,
  ended: () => string | undefined,
): Promise<void> {
  const wanted = () =>
    publicationsSince(home.database, mark).filter(({ workflowId }) => workflowIds.includes(workflowId));
  const failed = () => {
    const failure = wanted().find(({ status }) => status === 'failed' || status === 'partial_success');
    return failure && `workflow ${failure.workflowId}: ${failure.error ?? tail(home.logFile)}`;
  };
  const active = () => {
    const done = wanted().filter(({ status }) => status === 'completed');
    return workflowIds.every((id) => done.some(({ workflowId }) => workflowId === id));
  };
  await waitFor(`the workflows ${workflowIds.join(', ')} to be active`, active, {
    timeoutMs: PUBLISH_TIMEOUT_MS,
    giveUp: () => ended() ?? failed(),
  });
}
