import { describe, expect, it } from '@jest/globals';
import { amountFilter } from '../../src/feed/entry-filter.ts';
import { failureOf } from '../support.ts';

describe('a filter by amount alone', () => {
  it.each([
    [{}, 0, true],
    [{ minAmount: 10, maxAmount: '20' }, 10, true],
    [{ minAmount: 10, maxAmount: '20' }, 20, true],
    [{ minAmount: 10, maxAmount: '20' }, -15, true],
    [{ minAmount: 10 }, 9.99, false],
    [{ maxAmount: 20 }, 20.01, false],
  ])('%j: %d euros pass: %s', (choice, amount, passes) => {
    expect(amountFilter(choice)({ amount })).toBe(passes);
  });

  it('lets pass what has no amount, rather than miss it', () => {
    expect(amountFilter({ minAmount: 10 })({ amount: null })).toBe(true);
  });

  it('refuses what is no amount', async () => {
    expect((await failureOf(() => amountFilter({ minAmount: 'ten' }))).message).toContain('Minimum Amount');
  });
});
