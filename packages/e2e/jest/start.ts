import { ensureN8nHost } from '../src/n8n/host.ts';
import { prepare } from '../src/n8n/prepared.ts';
import { closers } from './closers.ts';

/** Before the first test file. */
export default async function start(): Promise<void> {
  await ensureN8nHost(console.log);
  closers().opened(await prepare());
}
