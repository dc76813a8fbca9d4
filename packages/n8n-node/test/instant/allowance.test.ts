/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allowanceOf, oneForEach } from '../../nodes/SecPaid/instant/allowance';

describe('an allowance of three turns a minute', () => {
  const minute = 60_000;

  it('gives three at once, and the next ones when the first are a minute old', () => {
    const allowance = allowanceOf(3, minute);
    expect([0, 10, 20, 30, 40].map((now) => allowance.take(now, Infinity))).toEqual([
      0, 10, 20, 60_000, 60_010,
    ]);
  });

  it('refuses a turn that is further away than one has patience, and uses none up by it', () => {
    const allowance = allowanceOf(3, minute);
    for (let n = 0; n < 3; n++) allowance.take(0, 0);
    expect(allowance.take(1000, 58_999)).toBeUndefined();
    expect(allowance.take(1000, 59_000)).toBe(60_000);
  });

  it('is another one for another key', () => {
    const allowances = oneForEach(() => allowanceOf(1, minute));
    expect(['a', 'a', 'b'].map((key) => allowances(key).take(0, 0))).toEqual([0, undefined, 0]);
  });

  it('never gives more in any minute, whoever asks when', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 }), (steps) => {
        const allowance = allowanceOf(3, minute);
        let now = 0;
        const turns = steps
          .map((step) => allowance.take((now += step), 2 * minute))
          .filter((turn) => turn !== undefined);
        turns.forEach((turn, index) => {
          const third = turns[index + 3];
          if (third !== undefined) expect(third - turn).toBeGreaterThanOrEqual(minute);
        });
      }),
    );
  });
});
