import { Worker } from 'node:worker_threads';

/** Runs as a separate thread: between n8n's two writes there is no time for a turn of a busy event loop. */
const WATCH = `
  const { workerData, parentPort } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const connection = new DatabaseSync(workerData.database, { readOnly: true, timeout: 5000 });
  const look = connection.prepare(workerData.sql);
  const read = () => JSON.stringify(look.get());
  const before = read();
  parentPort.postMessage('watching');
  while (read() === before);
  process.kill(-workerData.pid, 'SIGKILL');
  connection.close();
  parentPort.postMessage('killed');
`;

/**
 * Kills a process group in the moment in which what a query reads from a SQLite database changes.
 *
 * @returns once it watches: a promise of the kill.
 */
export async function killOnChange(database: string, sql: string, pid: number): Promise<Promise<void>[]> {
  const worker = new Worker(WATCH, { eval: true, workerData: { database, sql, pid } });
  const told = (message: string): Promise<void> =>
    new Promise((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (said) => {
        if (said === message) resolve();
      });
    });
  const killed = told('killed');
  await told('watching');
  return [killed];
}
