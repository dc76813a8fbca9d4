import { wallClock } from '../../../sandbox/src/index.ts';
import { poll } from '../../src/index.ts';
import { DAY } from './scenes.ts';
import { type Feed, World } from './world.ts';

const MINUTE = 60_000;

/** What polls read, in bytes of the answers. */
export interface Cost {
  bytes: number;
  requests: number;
}

/**
 * An armed feed on an account with this many entries in the window, and a hundred below it unless there are none at all;
 * and what its polls cost from now on.
 */
export async function armedWith(count: number, feed: Feed = poll): Promise<{ world: World; cost: Cost }> {
  const world = new World(feed);
  const add = (entries: number, from: number, days: number): unknown =>
    world.account.addMany(entries, (index) => ({
      amount: (index % 9000) / 100 + 1,
      note: `Order ${index}`,
      at: wallClock(from - Math.floor((index / entries) * days * DAY)),
    }));
  if (count > 0) add(100, world.serverNow - 31 * DAY, 20);
  add(count, world.serverNow, 29);
  await world.poll();
  const cost = { bytes: 0, requests: 0 };
  const handle = world.service.handle.bind(world.service);
  world.service.handle = async (request) => {
    const answer = await handle(request);
    cost.bytes += Buffer.byteLength(answer.body);
    cost.requests++;
    return answer;
  };
  return { world, cost };
}

/** This many polls with nothing new, a minute apart. */
export async function idle(world: World, polls: number): Promise<void> {
  for (let count = 0; count < polls; count++) {
    world.wait(MINUTE);
    await world.poll();
  }
}
