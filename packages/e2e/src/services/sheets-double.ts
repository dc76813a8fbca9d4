import { startHttpDouble } from './http-double.ts';
import type { HttpDouble, ReceivedRequest } from './http-double.ts';
import { listAt } from '../system/shape.ts';
import type { Credential } from '../workflows/types.ts';

/** A row that was written to the sheet, and whether Google would have read formulas in it. */
interface WrittenRow {
  cells: unknown[];
  valueInputOption: string | null;
}

/** One document with one sheet, as far as n8n's Google Sheets node asks for it when it appends rows. */
export interface SheetsDouble {
  readonly rows: WrittenRow[];
  readonly requests: HttpDouble['requests'];
  /** For n8n's environment: makes it talk to the stand-in whenever it means sheets.googleapis.com. */
  readonly env: Record<string, string>;
  readonly credential: Omit<Credential, 'id'>;
  close(): Promise<void>;
}

const HOST = 'sheets.googleapis.com';

/** The node's host is fixed in its code, so n8n's own process has to be told where that host is. */
const redirection = (port: number): string => `
  import http from 'node:http';
  import https from 'node:https';
  const { request } = https;
  https.request = (options, ...rest) => options.hostname === '${HOST}'
    ? http.request({ ...options, protocol: 'http:', hostname: '127.0.0.1', host: '127.0.0.1', port: ${port}, agent: undefined }, ...rest)
    : request(options, ...rest);`;

/** Starts the stand-in for Google Sheets. */
export async function startSheetsDouble(sheetName: string): Promise<SheetsDouble> {
  const rows: WrittenRow[] = [];
  const http = await startHttpDouble((request) => answer(request, sheetName, rows));
  return {
    rows,
    requests: http.requests,
    env: {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(redirection(http.port))}`,
    },
    credential: {
      name: 'Google account',
      type: 'googleSheetsOAuth2Api',
      data: { clientId: 'client', clientSecret: 'secret', oauthTokenData: { access_token: 'google-token' } },
    },
    close: () => http.close(),
  };
}

function answer({ method, path, query, body }: ReceivedRequest, title: string, rows: WrittenRow[]): unknown {
  if (!path.includes('/values/')) return { sheets: [{ properties: { sheetId: 0, title } }] };
  if (method === 'GET') return rows.length === 0 ? {} : { values: rows.map(({ cells }) => cells) };
  for (const cells of listAt(body, 'values')) {
    rows.push({ cells: listAt({ cells }, 'cells'), valueInputOption: query.get('valueInputOption') });
  }
  return {};
}
