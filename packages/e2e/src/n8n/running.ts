import { tail } from '../system/command.ts';
import type { ExecutionFailure } from './execution-data.ts';
import * as database from './database.ts';
import type { N8nFiles } from './home.ts';
import { ownerSession } from './rest.ts';
import type { Owner, OwnerSession } from './rest.ts';
import { publicationMark, waitUntilActive } from './publications.ts';
import { textAt } from '../system/shape.ts';
import type { Credential, Workflow } from '../workflows/types.ts';

/** What can be told to an n8n that runs, and read from it. */
export interface RunningN8n {
  readonly home: N8nFiles;
  /** The editor's address. */
  readonly url: string;
  /** Who can open the editor, once `ownerSession` was called. */
  readonly owner: Owner;

  ownerSession(): Promise<OwnerSession>;
  /** Creates a credential, and returns it with the id that n8n gave it. */
  addCredential(credential: Omit<Credential, 'id'>): Promise<Credential>;
  /** Adds workflows under their own ids, unpublished. */
  importWorkflows(workflows: Workflow[]): Promise<void>;
  /** Publishes a workflow and waits until it is active, its trigger's first poll included. */
  publish(workflowId: string): Promise<void>;

  /** Switches off the workflows that were published here, so that they ask no account that is gone. */
  retire(): Promise<void>;

  executions(workflowId: string): database.Execution[];
  executionError(executionId: number): ExecutionFailure | undefined;
  staticData(workflowId: string): unknown;
  pollerStates(): string[];
  tableRows(table: string): ReturnType<typeof database.tableRows>;
  logTail(lines?: number): string;
}

/** What can be read whether n8n runs or not. */
export const readingsOf = ({ database: file, logFile }: N8nFiles) => ({
  executions: (workflowId: string) => database.executions(file, workflowId),
  executionError: (executionId: number) => database.executionError(file, executionId),
  staticData: (workflowId: string) => database.staticData(file, workflowId),
  pollerStates: () => database.pollerStates(file),
  tableRows: (table: string) => database.tableRows(file, table),
  logTail: (lines?: number) => tail(logFile, lines),
});

/** Speaks to a running n8n by its REST interface; `ended` says how it ended, or undefined while it runs. */
export function runningN8n(
  home: N8nFiles,
  url: string,
  owner: Owner,
  ended: () => string | undefined = () => undefined,
): RunningN8n {
  const published = new Set<string>();
  let session: Promise<OwnerSession> | undefined;
  const signedIn = () => (session ??= ownerSession(url, owner));
  return {
    home,
    url,
    owner,
    ownerSession: signedIn,
    async addCredential({ name, type, data }) {
      const added = await (await signedIn()).request('POST', 'credentials', { name, type, data });
      return { id: textAt(added, 'id'), name, type, data };
    },
    async importWorkflows(workflows) {
      for (const workflow of workflows) await (await signedIn()).request('POST', 'workflows', workflow);
    },
    async publish(workflowId) {
      const mark = publicationMark(home);
      published.add(workflowId);
      await (await signedIn()).publish(workflowId);
      await waitUntilActive(home, [workflowId], mark, ended);
    },
    async retire() {
      for (const id of published) await (await signedIn()).request('POST', `workflows/${id}/deactivate`);
      published.clear();
    },
    ...readingsOf(home),
  };
}
