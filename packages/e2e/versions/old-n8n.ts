import { createN8nHome, installCommunityPackage } from '../src/n8n/home.ts';
import { startN8nProcess } from '../src/n8n/process.ts';
import { type OwnerSession, ownerSession, throwAwayOwner } from '../src/n8n/rest.ts';
import { readingsOf } from '../src/n8n/running.ts';
import { listAt, textAt } from '../src/system/shape.ts';
import { waitFor } from '../src/system/wait-for.ts';
import type { Credential, Workflow } from '../src/workflows/types.ts';

/** An n8n of any version, spoken to in the ways that all of them understand. */
export interface OldN8n {
  readonly url: string;
  readonly session: OwnerSession;
  addCredential(credential: Omit<Credential, 'id'>): Promise<Credential>;
  /** Adds a workflow, and gives the id that n8n gave it. */
  add(workflow: Workflow): Promise<string>;
  /** Publishes it, and waits for its trigger's first poll where it polls. */
  publish(id: string, options?: { polls: boolean }): Promise<void>;
  /** Runs it as the editor's button does, and waits for its end. @throws Error where it fails. */
  run(id: string, workflow: Workflow, trigger: string): Promise<void>;
  tableRows(table: string): Record<string, unknown>[];
  logTail(): string;
  close(): Promise<void>;
}

/** Starts an n8n with an empty home and the packed connector. */
export async function startOldN8n(bin: string, tarball: string): Promise<OldN8n> {
  // An n8n that does not know one of the modules' names does not start.
  const home = createN8nHome({ N8N_DISABLED_MODULES: '', N8N_RUNNERS_ENABLED: 'true' });
  await installCommunityPackage(home, tarball);
  const process = await startN8nProcess(home, bin);
  const readings = readingsOf(home);
  // Older ones are ready before they serve.
  const session = await waitFor('the owner to sign in', () => ownerSession(process.url, throwAwayOwner()), {
    giveUp: process.ended,
  });
  return {
    url: process.url,
    session,
    async addCredential(credential) {
      const { name, type, data } = credential;
      const added = await session.request('POST', 'credentials', { name, type, data });
      return { ...credential, id: textAt(added, 'id') };
    },
    async add(workflow) {
      return textAt(await session.request('POST', 'workflows', workflow), 'id');
    },
    async publish(id, { polls } = { polls: true }) {
      const versionId = textAt(await session.request('GET', `workflows/${id}`), 'versionId');
      try {
        await session.request('POST', `workflows/${id}/activate`, { versionId });
      } catch {
        await session.request('PATCH', `workflows/${id}`, { active: true, versionId });
      }
      if (!polls) return;
      await waitFor('the trigger to remember what is there', () => {
        const stored = readings.staticData(id);
        return stored !== undefined && stored !== null;
      });
    },
    async run(id, workflow, trigger) {
      const before = readings.executions(id).length;
      await session.request('POST', `workflows/${id}/run`, {
        workflowData: { ...workflow, id },
        triggerToStartFrom: { name: trigger },
      });
      const ended = await waitFor(`the end of ${workflow.name}`, () =>
        readings
          .executions(id)
          .slice(before)
          .find(({ stoppedAt }) => stoppedAt !== null),
      );
      if (ended.status === 'success') return;
      const failure = readings.executionError(ended.id);
      throw new Error(`${workflow.name}: ${failure?.node ?? ''}: ${failure?.message ?? ended.status}`);
    },
    tableRows: readings.tableRows,
    logTail: () => readings.logTail(),
    async close() {
      await process.stop();
      await home.remove();
    },
  };
}

/** The types of a template's nodes, as this n8n knows them. @throws Error for one that it does not know. */
export async function nodeTypes(session: OwnerSession, nodes: Workflow['nodes']): Promise<unknown[]> {
  const nodeInfos = nodes.map(({ type, typeVersion }) => ({ name: type, version: typeVersion }));
  return listAt({ types: await session.request('POST', 'node-types', { nodeInfos }) }, 'types');
}
