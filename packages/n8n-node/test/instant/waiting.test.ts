/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { waitingRoomOf } from '../../nodes/SecPaid/instant/waiting';

describe('room for two calls', () => {
  it('has no place for a third while none was looked up', () => {
    const room = waitingRoomOf(2);
    expect(room.enter('1')).toBeDefined();
    const second = room.enter('2');
    expect(room.enter('3')).toBeUndefined();
    second?.leave();
    expect(room.enter('3')).toBeDefined();
  });

  it('gives a new call the place of one that was already looked up', async () => {
    const room = waitingRoomOf(2);
    const first = room.enter('1');
    const second = room.enter('2');
    if (second) second.tried = true;
    expect(room.enter('3')).toBeDefined();
    await second?.released;
    expect([first?.isReleased(), second?.isReleased()]).toEqual([false, true]);
    // It has left: to leave again takes nobody's place away.
    second?.leave();
    expect(room.enter('4')).toBeUndefined();
  });

  it('holds one call for each pay ID: the later one, which may be about another payment', () => {
    const room = waitingRoomOf(2);
    const first = room.enter('1');
    const again = room.enter('1');
    expect([first?.isReleased(), again?.isReleased()]).toEqual([true, false]);
    first?.leave();
    expect(room.enter('2')).toBeDefined();
    expect(room.enter('3')).toBeUndefined();
  });
});
