import { cpus } from 'node:os';
import { wallClock } from '../../sandbox/src/index.ts';
import { entriesOf, poll, toPayIn } from '../src/index.ts';
import { readList } from '../src/http/envelope.ts';
import { parseRow } from '../src/entries/pay-in.ts';
import { armedWith, idle } from '../test/feed/idle-day.ts';
import { World } from '../test/feed/world.ts';

/*
 * `pnpm bench`: what the feed costs, as counts and as ratios to something known, since times alone say little on
 * another machine. Run with --expose-gc.
 */

const DAY = 86_400_000;

function filled(count: number, days: number): World {
  const world = new World(poll);
  world.account.addMany(count, (index) => ({
    amount: (index % 9000) / 100 + 1,
    note: `Order ${index}`,
    at: wallClock(world.serverNow - Math.floor((index / count) * days * DAY)),
  }));
  return world;
}

const median = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/**
 * How long each action takes, as a multiple of the first one. They take turns, so that what slows the machine for a
 * while slows all of them; medians of 300 runs.
 */
function ratios(...actions: readonly (() => unknown)[]): number[] {
  const times = actions.map((): number[] => []);
  for (let run = 0; run < 300; run++) {
    for (const [index, action] of actions.entries()) {
      const startedAt = performance.now();
      action();
      times[index]?.push(performance.now() - startedAt);
    }
  }
  const [first = 0, ...others] = times.map(median);
  return others.map((time) => time / first);
}

/** Days on which nothing is new, with a poll a minute: each long enough for a few sweeps. */
async function days(): Promise<void> {
  for (const count of [0, 100, 940, 9900]) {
    const { world, cost } = await armedWith(count);
    const polls = 1440 * (count > 1000 ? 5 : 1);
    await idle(world, polls);
    const perPoll = `${(cost.bytes / polls / 1000).toFixed(1)} kB and ${(cost.requests / polls).toFixed(2)} requests`;
    const perDay = (total: number): number => (total / polls) * 1440;
    console.log(
      `${count} entries in the window: ${perPoll} an idle poll, ` +
        `${(perDay(cost.bytes) / 1e6).toFixed(1)} MB and ${perDay(cost.requests).toFixed(0)} requests a day`,
    );
  }
}

async function states(): Promise<void> {
  for (const count of [0, 100, 1000, 10_000, 50_000]) {
    const { world } = await armedWith(count);
    const stored = (world.stored ?? '').length;
    const remembered = Math.min(count, 10_000);
    const each = remembered === 0 ? '' : ` (${(stored / remembered).toFixed(1)} an entry)`;
    console.log(`${count} entries in the window: state ${stored} bytes${each}`);
  }
}

function parsing(): void {
  const world = filled(1000, 29);
  const body = JSON.stringify({ data: world.account.list({ limit: 1000 }), ResponseCode: 1, Result: 'True' });
  const answer = { status: 200, headers: {}, body };
  const identify = (): unknown =>
    entriesOf(readList(answer, '', (text) => text).map((raw) => parseRow(raw, '')));
  const entries = (): unknown =>
    entriesOf(readList(answer, '', (text) => text).map((raw) => parseRow(raw, ''))).map(toPayIn);
  for (let warm = 0; warm < 100; warm++) entries();
  const [ids = 0, whole = 0] = ratios(() => JSON.parse(body) as unknown, identify, entries);
  console.log(
    `1000 rows against JSON.parse of the same bytes: identity × ${ids.toFixed(2)}, entries × ${whole.toFixed(2)}`,
  );
}

async function iterating(): Promise<void> {
  const world = filled(100_000, 300);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  let peak = 0;
  let page = 0;
  let entries = 0;
  const startedAt = performance.now();
  for await (const payIns of world.client.payIns.pages()) {
    entries += payIns.length;
    globalThis.gc?.();
    const used = process.memoryUsage().heapUsed - before;
    page ||= used;
    peak = Math.max(peak, used);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${entries} entries iterated in ${seconds.toFixed(1)} s; heap after the first page ${(page / 1e6).toFixed(1)} MB, ` +
      `at its peak ${(peak / 1e6).toFixed(1)} MB (× ${(peak / page).toFixed(1)})`,
  );
}

async function draining(): Promise<void> {
  const world = new World(poll);
  world.account.pay({ amount: 1 });
  await world.poll();
  world.wait(14 * DAY);
  world.account.addMany(100_000, (index) => ({
    amount: (index % 9000) / 100 + 1,
    at: wallClock(world.serverNow - Math.floor((index / 100_000) * 13 * DAY)),
  }));
  let polls = 0;
  let requests = 0;
  while (world.emitted.length < 100_000) {
    await world.poll();
    polls++;
    requests += world.requests;
  }
  console.log(`a backlog of 100000 entries drains in ${polls} polls with ${requests} requests`);
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}\n`);
await days();
await states();
parsing();
await iterating();
await draining();
