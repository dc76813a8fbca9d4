import { Closers } from './closers.ts';
import { demo } from './demo.ts';
import { readSettings, USAGE } from './settings.ts';
import type { DemoSettings } from './settings.ts';
import { createTerminal } from './terminal.ts';

/*
 * `npm start`: SecPaid's payments in a real n8n, on this machine, as a mail and as a row of a table.
 */

/** Resolves when the user wants an end; asked a second time, the process ends at once. */
function interruption(): Promise<'interrupted'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve('interrupted');
      });
    }
  });
}

async function main(): Promise<number> {
  let settings: DemoSettings;
  try {
    settings = readSettings(process.argv.slice(2), process.env);
  } catch (error) {
    createTerminal(process.env.SECPAID_API_TOKEN).problem(error);
    console.error(`\n${USAGE}`);
    return 1;
  }
  const { account, once } = settings;
  const terminal = createTerminal(account.kind === 'real' ? account.apiToken : undefined);
  const closers = new Closers();
  try {
    const end = await Promise.race([demo(settings, terminal, closers), interruption()]);
    if (end !== 'interrupted') return 0;
    terminal.line('\nStopping …');
    terminal.mute();
    return once ? 130 : 0;
  } catch (error) {
    terminal.problem(error);
    return 1;
  } finally {
    await closers.close();
  }
}

process.exit(await main());
