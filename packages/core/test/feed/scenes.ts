import { type PaymentInput, wallClock } from '../../../sandbox/src/index.ts';
import { type FeedState, poll, toPayIn } from '../../src/index.ts';
import { type Feed, World } from './world.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export async function armed(feed: Feed = poll, maxItems?: number): Promise<World> {
  const world = new World(feed, maxItems);
  world.account.addMany(5, (index) => ({ amount: index + 1, at: wallClock(world.serverNow - index * HOUR) }));
  await world.poll();
  return world;
}

/** Entries spread evenly over a time that ends now. */
export function spread(world: World, count: number, over: number): void {
  world.account.addMany(count, (index): PaymentInput => {
    return {
      amount: (index % 9000) / 100 + 1,
      at: wallClock(world.serverNow - Math.floor((index / count) * over)),
    };
  });
}

export const notes = (rows: Awaited<ReturnType<World['poll']>>): unknown[] =>
  rows.map((row) => toPayIn(row).recipient_note);
export const stateOf = (world: World): FeedState => JSON.parse(world.stored ?? '') as FeedState;
