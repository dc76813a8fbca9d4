import { describe, expect, it } from '@jest/globals';
import { poll } from '../../src/index.ts';
import { acceptedList, otherList } from '../../src/feed/anew.ts';
import { june } from '../support.ts';
import { BLANK } from './listing.ts';
import { DAY, notes, spread } from './scenes.ts';
import { World } from './world.ts';

/** Last polled at midnight of 1 June by SecPaid’s wall clock, which is two hours ahead of UTC. */
const STATE = { ...BLANK, polledAt: Date.UTC(2026, 4, 31, 22), watermark: june(-3600) };

describe('a list that is not the remembered one', () => {
  it('is an error that says how many entries do not fit, and what publishing again does', () => {
    const error = otherList('pay-in', 7, STATE);
    expect(error.kind).toBe('unexpected-answer');
    expect(error.what).toBe(
      'SecPaid’s list is not the one this trigger knows: 7 known entries are missing or listed twice, and there are ' +
        'unknown entries with old dates. New Pay-In started nothing, so that no old entry starts again.',
    );
    expect(error.next).toBe(
      'If SecPaid changed how it lists them, publish the workflow again: the trigger then continues with this list. ' +
        'Entries dated from 2026-05-31 23:50:00 on start the workflow once, older ones never.',
    );
  });

  it('is said to be accepted, with what starts', () => {
    expect(acceptedList(3, STATE)).toBe(
      'The workflow was published again, so SecPaid Trigger continues with SecPaid’s new list. ' +
        '3 entries dated from 2026-05-31 23:50:00 on start the workflow; older ones do not.',
    );
  });
});

describe('a workflow that starts from now at each publishing', () => {
  it('skips what came in a pause, and says so', async () => {
    let restarts = false;
    const notices: unknown[] = [];
    const world = new World(async (turn) => {
      const outcome = await poll({ ...turn, restarts });
      notices.push(outcome.notice);
      return outcome;
    });
    spread(world, 30, DAY);
    await world.poll();
    world.wait(DAY);
    world.account.pay({ amount: 1, note: 'in the pause' });
    restarts = true;
    expect(await world.poll()).toEqual([]);
    expect(notices.at(-1)).toMatch(
      /^The workflow was published, so SecPaid Trigger starts from now\. Entries dated from 2026-05-20 12:00:01 on that had not started the workflow do not start it any more\.$/,
    );
    restarts = false;
    world.account.pay({ amount: 1, note: 'after it' });
    expect(notes(await world.poll())).toEqual(['after it']);
    expect(await world.settle()).toBe(true);
    expect(notes(world.emitted)).toEqual(['after it']);
  });
});
