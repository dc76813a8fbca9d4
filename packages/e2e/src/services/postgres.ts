import { join } from 'node:path';
import { findProgram } from '../system/find-program.ts';
import { freePort } from '../system/free-port.ts';
import { runServiceCommand, serviceFolder, startService } from './service-process.ts';
import { isRecord } from '../system/shape.ts';
import { waitFor } from '../system/wait-for.ts';

/** A PostgreSQL for one test file, with one empty database. */
export interface Postgres {
  /** n8n's settings for it. */
  readonly env: Record<string, string>;
  /** The rows of a query, each as an object by column. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Stops it and deletes its data. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const USER = 'n8n';

/** Starts PostgreSQL on a free port, with data in a temporary folder; nothing of the system's own is touched. */
export async function startPostgres(): Promise<Postgres> {
  const folder = serviceFolder('postgres');
  const data = join(folder.path, 'data');
  await runServiceCommand(folder, program('initdb'), ['-D', data, '-U', USER, '-A', 'trust', '--no-sync']);
  const port = String(await freePort());
  const settings = ['fsync=off', 'synchronous_commit=off', 'max_connections=100'].flatMap((one) => [
    '-c',
    one,
  ]);
  const service = startService(folder, program('postgres'), [
    ...['-D', data, '-h', HOST, '-p', port, '-k', folder.path],
    ...settings,
  ]);
  const psql = (...args: string[]): Promise<string> =>
    runServiceCommand(folder, program('psql'), ['-X', '-q', '-h', HOST, '-p', port, '-U', USER, ...args]);
  const close = async (): Promise<void> => {
    await service.stop();
    await folder.remove();
  };
  try {
    await waitFor(
      'PostgreSQL to answer',
      () => psql('-d', 'postgres', '-c', 'create database n8n').then(() => true),
      {
        giveUp: service.ended,
      },
    );
  } catch (error) {
    await close();
    throw error;
  }
  return {
    env: {
      DB_TYPE: 'postgresdb',
      DB_POSTGRESDB_HOST: HOST,
      DB_POSTGRESDB_PORT: port,
      DB_POSTGRESDB_DATABASE: 'n8n',
      DB_POSTGRESDB_USER: USER,
    },
    async query(sql) {
      const lines = await psql('-d', 'n8n', '-A', '-t', '-c', `select row_to_json(q) from (${sql}) q`);
      return lines.split('\n').filter(Boolean).map(toRow);
    },
    close,
  };
}

function toRow(line: string): Record<string, unknown> {
  const row: unknown = JSON.parse(line);
  if (!isRecord(row)) throw new Error('PostgreSQL gave no row.');
  return row;
}

function program(name: string): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`There is no ${name}: install Debian's package postgresql.`);
  return path;
}
