import { randomBytes } from 'node:crypto';
import { listAt, textAt } from '../system/shape.ts';
import type { TableColumn } from '../workflows/types.ts';

/** Who the editor is opened as. */
export interface Owner {
  email: string;
  password: string;
}

/** A Data Table, and where the editor shows it. */
interface DataTable {
  id: string;
  path: string;
}

/** n8n's REST interface, logged in as the owner. */
export interface OwnerSession {
  readonly owner: Owner;
  /** Sends a request to `/rest/<path>` and returns the `data` of the answer. */
  request(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<unknown>;
  /** Makes a Data Table unless there is one of that name. */
  ensureTable(name: string, columns: TableColumn[]): Promise<DataTable>;
  /** Orders n8n to publish the workflow's current version, which it does a little later. */
  publish(workflowId: string): Promise<void>;
}

/** An owner with a separate password, for an n8n that may hold a real account's token. */
export function throwAwayOwner(): Owner {
  return { email: 'owner@example.com', password: `N8n-${randomBytes(6).toString('hex')}` };
}

/** Sets the owner up on a fresh n8n, or logs in if that is done. */
export async function ownerSession(url: string, owner: Owner): Promise<OwnerSession> {
  const { email, password } = owner;
  let answer = await send(url, 'POST', 'owner/setup', undefined, {
    ...owner,
    firstName: 'Local',
    lastName: 'Owner',
  });
  if (answer.status === 400) {
    answer = await send(url, 'POST', 'login', undefined, { emailOrLdapLoginId: email, password });
  }
  await dataOf(answer);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');

  const request: OwnerSession['request'] = async (method, path, body) =>
    await dataOf(await send(url, method, path, cookie.join('; '), body));
  return {
    owner,
    request,
    async ensureTable(name, columns) {
      const project = textAt(await request('GET', 'projects/personal'), 'id');
      const tables = listAt(await request('GET', `projects/${project}/data-tables`), 'data');
      const known = tables.find((table) => textAt(table, 'name') === name);
      const id = textAt(
        known ?? (await request('POST', `projects/${project}/data-tables`, { name, columns })),
        'id',
      );
      return { id, path: `/projects/${project}/datatables/${id}` };
    },
    async publish(workflowId) {
      const versionId = textAt(await request('GET', `workflows/${workflowId}`), 'versionId');
      await request('POST', `workflows/${workflowId}/activate`, { versionId });
    },
  };
}

async function send(
  url: string,
  method: string,
  path: string,
  cookie: string | undefined,
  body?: object,
): Promise<Response> {
  return await fetch(`${url}/rest/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function dataOf(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`n8n answered ${answer.status} to ${answer.url}: ${text.slice(0, 500)}`);
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null && 'data' in parsed ? parsed.data : parsed;
}
