import { type PayInRow, type Sandbox, samples, startSandbox } from '@secpaid/sandbox';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createN8n } from '../src/n8n/n8n.ts';
import type { N8n } from '../src/n8n/n8n.ts';
import { emittedItems } from '../src/n8n/database.ts';
import { packNode } from '../src/n8n/pack.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { secPaidCredential } from '../src/workflows/workflows.ts';
import { type Contender, contenders, headerCredential } from './contenders.ts';
import { STEPS, tradingDay } from './day.ts';
import { counted, identity, type Result, surplus, table } from './tally.ts';

/*
 * A day of trade, once for each contender, in the same n8n against the same sandbox: who misses what, who repeats
 * what, and at what cost.
 */

const SEED = Number(process.env['SECPAID_SEED'] ?? 1);
/** A day that begins half a year ago: nothing hangs from today's date. */
const MORNING = Date.parse('2026-06-03T22:00:00Z');
const clock = { now: MORNING };

/** Seconds that n8n has spent on a processor so far; Linux counts them in hundredths. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The size of every answer from now on, added up. */
function countBytes(sandbox: Sandbox): { bytes: number } {
  const { service } = sandbox;
  const total = { bytes: 0 };
  const handle = service.handle.bind(service);
  service.handle = async (request) => {
    const answer = await handle(request);
    total.bytes += Buffer.byteLength(answer.body);
    return answer;
  };
  return total;
}

async function run(
  n8n: N8n,
  sandbox: Sandbox,
  total: { bytes: number },
  contender: Contender,
): Promise<Result> {
  const { workflow, output } = contender;
  clock.now = MORNING;
  sandbox.service.reset();
  sandbox.account.seedSamples();
  const trade = tradingDay(sandbox, clock, SEED);
  const done = (): number =>
    n8n.executions(workflow.id).filter(({ status }) => status === 'success' || status === 'error').length;
  const asked = async (times: number): Promise<void> => {
    const before = sandbox.requests.length;
    await waitFor('the next look', () => sandbox.requests.length >= before + times, { timeoutMs: 120_000 });
  };

  await n8n.publish(workflow.id);
  // What is there in the morning is known to both kinds before the day begins.
  await asked(2);
  const before = { done: done(), bytes: total.bytes, cpu: cpuSeconds(n8n.pid) };
  const heardBefore = new Set(
    emittedItems(n8n.home.database, workflow.id, output).map(({ execution }) => execution),
  );
  sandbox.service.requests.clear();
  for (let step = 0; step < STEPS; step++) {
    trade(step);
    await asked(2);
  }
  sandbox.faults.clear();
  await asked(4);
  const cpu = cpuSeconds(n8n.pid) - before.cpu;
  const requests = sandbox.requests.length;
  const bytes = total.bytes - before.bytes;
  const executions = done() - before.done;

  const known = new Set(samples.map((row) => identity({ ...row })));
  const happened = counted(
    sandbox.account
      .rows()
      .map((row: PayInRow) => identity({ ...row }))
      .filter((id) => !known.has(id)),
  );
  const itemsSince = (): Record<string, unknown>[] =>
    emittedItems(n8n.home.database, workflow.id, output)
      .filter(({ execution }) => !heardBefore.has(execution))
      .map(({ item }) => item);
  const heardIn = (items: readonly Record<string, unknown>[]): Map<string, number> =>
    counted(
      items
        .filter((item) => item['pay_id'] !== undefined)
        .map(identity)
        .filter((id) => !known.has(id)),
    );
  // The sandbox's day takes minutes, and only its clock knows: what the trigger looks for every 12 minutes comes later.
  const timeoutMs = contender.looksWithin ?? 0;
  const hasAll = (): boolean => surplus(happened, heardIn(itemsSince())) === 0;
  if (timeoutMs > 0)
    await waitFor('what came late', hasAll, { timeoutMs, intervalMs: 5_000 }).catch(() => undefined);
  await (await n8n.ownerSession()).request('POST', `workflows/${workflow.id}/deactivate`);
  await waitFor('its executions to be over', () =>
    n8n.executions(workflow.id).every(({ stoppedAt }) => stoppedAt !== null),
  );
  const items = itemsSince();
  const heard = heardIn(items);
  return {
    name: contender.name,
    entries: [...happened.values()].reduce((sum, count) => sum + count, 0),
    missed: surplus(happened, heard),
    repeated: surplus(heard, happened),
    empty: items.filter((item) => item['pay_id'] === undefined).length,
    requests,
    kilobytes: Math.round(bytes / 1000),
    executions,
    cpuSeconds: cpu,
  };
}

const sandbox = await startSandbox({ rateLimit: false, clock: () => clock.now });
const n8n = await createN8n({ log: console.log });
try {
  const total = countBytes(sandbox);
  const secPaid = secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl });
  const header = headerCredential(sandbox.token);
  const all = contenders(sandbox.apiUrl, secPaid, header);
  await n8n.installCommunityPackage(await packNode(n8n.home.folder));
  await n8n.importCredentials([secPaid, header]);
  await n8n.importWorkflows(all.map(({ workflow }) => workflow));
  await n8n.start();
  const results: Result[] = [];
  for (const contender of all) {
    console.log(`${contender.name}: ${STEPS} half hours of trade …`);
    results.push(await run(n8n, sandbox, total, contender));
  }
  console.log(
    `\nn8n 2.41.1, Node ${process.versions.node}, ${availableParallelism()} processors, seed ${SEED}\n`,
  );
  console.log(table(results));
} finally {
  await n8n.close();
  await sandbox.close();
}
