/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests are not part of the package */
import { describe, expect, it, jest } from '@jest/globals';
import type { PayIn } from '@secpaid/core';
import { confirmed } from '../../nodes/SecPaid/instant/confirmation';
import { waitingRoomOf } from '../../nodes/SecPaid/instant/waiting';

// Whoever waits here waits for ever.
jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });

describe('a call that waits for its payment to be listed', () => {
  it('leaves its place at once to another call, and asks no further', async () => {
    const room = waitingRoomOf(1);
    const lookUp = jest.fn(() => Promise.resolve<PayIn[]>([]));
    const outcome = confirmed({
      lookUp,
      waiter: room.enter('1'),
      newOnes: () => [],
      isRecent: () => false,
    });
    expect(room.enter('2')).toBeUndefined();
    await new Promise(setImmediate);
    expect(room.enter('2')).toBeDefined();
    expect(await outcome).toEqual([]);
    expect(lookUp).toHaveBeenCalledTimes(1);
  });
});
