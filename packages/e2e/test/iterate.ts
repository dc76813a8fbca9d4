import { connect, createClient } from '../../core/src/index.ts';
import { fetchTransport } from '../../core/src/http/fetch-transport.ts';

/*
 * Reads an account's whole list page by page, in a separate process, and prints what that held in memory:
 * node --expose-gc iterate.ts <API base> <token>
 */

const [, , baseUrl, apiToken] = process.argv;
const client = createClient(connect({ apiToken, environment: 'custom', baseUrl }), fetchTransport);
const megabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
};
let entries = 0;
let afterFirst = 0;
let most = 0;
for await (const page of client.payIns.pages()) {
  entries += page.length;
  const now = megabytes();
  if (afterFirst === 0) afterFirst = now;
  most = Math.max(most, now);
}
console.log(JSON.stringify({ entries, afterFirst, most }));
