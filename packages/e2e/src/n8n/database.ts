import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { executionFailure, triggerItems } from './execution-data.ts';
import type { ExecutionFailure } from './execution-data.ts';

type Row = Record<string, SQLOutputValue>;

/** One run of a workflow. Times are n8n's own, UTC. */
export interface Execution {
  id: number;
  status: string;
  mode: string;
  startedAt: string | null;
  stoppedAt: string | null;
}

/** How publishing a workflow went. */
export interface Publication {
  id: number;
  workflowId: string;
  /** `completed`, `partial_success` and `failed` are final. */
  status: string;
  error: string | null;
}

/*
 * n8n's database is read from outside: that works without an account, while n8n runs (it writes ahead, so a reader
 * never blocks it) and after it was killed, which its REST interface cannot offer.
 */

/** The runs of a workflow, oldest first. */
export function executions(database: string, workflowId: string): Execution[] {
  const sql =
    'select id, status, mode, startedAt, stoppedAt from execution_entity where workflowId = ? order by id';
  return query(database, sql, workflowId).map((row) => ({
    id: Number(row.id),
    status: text(row, 'status'),
    mode: text(row, 'mode'),
    startedAt: textOrNull(row, 'startedAt'),
    stoppedAt: textOrNull(row, 'stoppedAt'),
  }));
}

/** Why a run failed, or undefined if n8n keeps no error for it. */
export function executionError(database: string, executionId: number): ExecutionFailure | undefined {
  const [row] = query(database, 'select data from execution_data where executionId = ?', executionId);
  return row && executionFailure(text(row, 'data'));
}

/** What a trigger handed to a run of its workflow. */
export interface EmittedItem {
  execution: number;
  status: string;
  item: Record<string, unknown>;
}

/** Every item that the trigger handed to executions, in the order of these, crashed ones included. */
export function emittedItems(database: string, workflowId: string, trigger: string): EmittedItem[] {
  const sql =
    'select id, status, data from execution_entity join execution_data on executionId = id where workflowId = ? order by id';
  return query(database, sql, workflowId).flatMap((row) =>
    triggerItems(text(row, 'data'), trigger).map((item) => ({
      execution: Number(row.id),
      status: text(row, 'status'),
      item,
    })),
  );
}

/** The ids of the published workflows. */
export function publishedWorkflows(database: string): string[] {
  const rows = query(database, 'select id from workflow_entity where activeVersionId is not null');
  return rows.map((row) => text(row, 'id'));
}

/** The publications with an id above `after`: n8n adds one for every published workflow at each start. */
export function publicationsSince(database: string, after: number): Publication[] {
  const sql =
    'select id, workflowId, status, errorMessage from workflow_publication_outbox where id > ? order by id';
  return query(database, sql, after).map((row) => ({
    id: Number(row.id),
    workflowId: text(row, 'workflowId'),
    status: text(row, 'status'),
    error: textOrNull(row, 'errorMessage'),
  }));
}

/** What the nodes of a workflow stored with `getWorkflowStaticData`, by `node:<name>` or `global`. */
export function staticData(database: string, workflowId: string): unknown {
  const [row] = query(database, 'select staticData from workflow_entity where id = ?', workflowId);
  const stored = row && textOrNull(row, 'staticData');
  return typeof stored === 'string' ? JSON.parse(stored) : undefined;
}

/** What polling nodes stored if n8n keeps their cursors durably, one for each node. */
export function pollerStates(database: string): string[] {
  return query(database, 'select cursor from poller_state').map((row) => text(row, 'cursor'));
}

/** The rows of a Data Table, in the order of their insertion. */
export function tableRows(database: string, table: string): Row[] {
  const [row] = query(database, 'select id from data_table where name = ?', table);
  if (!row) throw new Error(`n8n has no Data Table called ${table}.`);
  return query(database, `select * from "data_table_user_${text(row, 'id')}" order by id`);
}

function query(database: string, sql: string, ...values: SQLInputValue[]): Row[] {
  const connection = new DatabaseSync(database, { readOnly: true, timeout: 5_000 });
  try {
    return connection.prepare(sql).all(...values);
  } finally {
    connection.close();
  }
}

function text(row: Row, key: string): string {
  const value = row[key];
  if (typeof value !== 'string') throw new Error(`n8n's database has no text in ${key}.`);
  return value;
}

function textOrNull(row: Row, key: string): string | null {
  return row[key] === null ? null : text(row, key);
}
