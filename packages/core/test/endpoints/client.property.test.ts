import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { entriesOf, june, shop } from '../support.ts';

/** What happens to the account before one of the requests. */
const happening = fc.record({
  before: fc.integer({ min: 2, max: 5 }),
  arrivals: fc.nat(60),
  late: fc.array(fc.integer({ min: -2600, max: 0 }), { maxLength: 5 }),
  gone: fc.record({ from: fc.integer({ min: -2600, max: 0 }), count: fc.nat(40) }),
});

describe('reading a list that changes during the reading', () => {
  it('gives every entry that stays, and none twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(happening, { maxLength: 4 }),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(1000),
        fc.integer({ min: 1, max: 1000 }),
        async (happenings, perSecond, seed, pageSize) => {
          const { account, service, client } = shop({ seed });
          account.addMany(2600, (index) => ({ amount: '1.00', at: june(-Math.floor(index / perSecond)) }));
          const atFirst = entriesOf(...account.rows()).map(({ id }) => id);
          service.before = ({ number }) => {
            for (const { before, arrivals, late, gone } of happenings) {
              if (before !== number) continue;
              account.addMany(arrivals, () => ({ amount: '2.00', at: june(number) }));
              for (const seconds of late) account.lateBankTransfer({ amount: '3.00', at: june(seconds) });
              account.remove(({ created_at }) => created_at <= june(gone.from), gone.count);
            }
          };
          const given: string[] = [];
          for await (const page of client.payIns.pages({}, pageSize)) given.push(...page.map(({ id }) => id));
          const atLast = new Set(entriesOf(...account.rows()).map(({ id }) => id));
          const seen = new Set(given);
          expect(seen.size).toBe(given.length);
          expect(atFirst.filter((id) => atLast.has(id) && !seen.has(id))).toEqual([]);
        },
      ),
      { numRuns: 15 },
    );
  });
});
