import { describe, expect, it } from '@jest/globals';
import { wallClock } from '../../../sandbox/src/index.ts';
import { poll } from '../../src/index.ts';
import { accountOf } from '../../src/feed/account.ts';
import { isChanged } from '../../src/feed/begin.ts';
import { nextState } from '../../src/feed/next-state.ts';
import { atMost } from '../../src/paging/walk.ts';
import { BLANK, carriedOut, listOf, numbered, rowAt } from './listing.ts';
import { DAY, spread, stateOf } from './scenes.ts';
import { World } from './world.ts';

/** An account with so many payments, a feed armed on it, and how its list is asked for. */
async function armedOn(payments: number) {
  const world = new World(poll);
  spread(world, payments, 2 * DAY);
  await world.poll();
  const ask = async (slice: { page: number; limit: number }) => await world.client.payIns.answer(slice);
  return { world, ask, state: stateOf(world) };
}

/** Another account's list, of as many payments at other times. */
async function othersList(payments: number) {
  const { world, ask } = await armedOn(0);
  world.account.addMany(payments, (index) => ({
    amount: 7777,
    at: wallClock(world.serverNow - 90_000 - index * 60_000),
  }));
  return ask;
}

describe('a credential', () => {
  const known = { ...BLANK, account: 'the account' };
  it.each([
    ['is changed, if its account has another name', known, () => 'another', true],
    ['is not changed, if its account has the same name', known, () => 'the account', false],
    ['is not changed as far as known, if its account has no name', known, undefined, false],
    ['is not changed as far as known, if version 1 stored none', BLANK, () => 'the account', false],
  ])('%s', (_, state, fingerprint, changed) => {
    expect(isChanged(state, fingerprint)).toBe(changed);
  });
});

describe('a list behind a changed credential', () => {
  it('is the same account’s, if one remembered entry is listed', async () => {
    const { world, ask, state } = await armedOn(30);
    const [newest] = world.account.rows();
    world.account.remove((row) => row !== newest, 29);
    expect(await accountOf(ask, state)).toBe('same');
  });

  it.each([5, 6, 40])('is another one’s, if none of %d remembered entries is', async (count) => {
    const { state } = await armedOn(count);
    expect(await accountOf(await othersList(30), state)).toBe('other');
    expect(await accountOf(await othersList(0), state)).toBe('other');
  });

  it.each([1, 4])('may be either, if only %d entries are remembered: they may be deleted', async (count) => {
    const { state } = await armedOn(count);
    expect(await accountOf(await othersList(30), state)).toBe('unsure');
  });

  it('may be either, if nothing is remembered', async () => {
    const { ask, state } = await armedOn(0);
    expect(await accountOf(ask, state)).toBe('unsure');
  });

  it('may be either, if the search could not be finished', async () => {
    const { state } = await armedOn(40);
    expect(await accountOf(atMost(await othersList(30), 0), state)).toBe('unsure');
    // So many rows above the remembered ones that one answer does not hold them.
    expect(await accountOf(atMost(await othersList(1500), 1), state)).toBe('unsure');
  });

  it('may be either, if only the end of a longer list could be read', async () => {
    const taken = numbered(...Array.from({ length: 40 }, (_, index) => rowAt(index * 100, 'known')));
    const state = nextState(BLANK, { taken, swept: false, drain: null }, Date.UTC(2026, 5, 1));
    const { result, asked } = await carriedOut((ask) => accountOf(ask, state), listOf(1500), { budget: 2 });
    expect(asked.map(({ page }) => page)).toEqual([1, 3]);
    expect(result).toBe('unsure');
    expect((await carriedOut((ask) => accountOf(ask, state), listOf(1500))).result).toBe('other');
  });
});
