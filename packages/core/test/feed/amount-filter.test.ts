import { describe, expect, it } from '@jest/globals';
import { amountFilter } from '../../src/forms/entry-filter.ts';
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

  it('refuses a maximum of 0, which a field that was added and left alone holds in old workflows', async () => {
    for (const maxAmount of [0, '0', '0,00']) {
      expect((await failureOf(() => amountFilter({ maxAmount }))).message).toBe(
        'Maximum Amount is 0, so no entry would match. Enter an amount, or remove the filter Maximum Amount. Nothing was sent to SecPaid.',
      );
    }
    expect(amountFilter({ minAmount: 0, maxAmount: '' })({ amount: 0 })).toBe(true);
  });

  it('refuses a minimum above the maximum', async () => {
    expect((await failureOf(() => amountFilter({ minAmount: '20', maxAmount: '10' }))).what).toBe(
      'Minimum Amount (20) is above Maximum Amount (10), so no entry would match.',
    );
  });

  it('refuses an amount that may mean two', async () => {
    expect((await failureOf(() => amountFilter({ minAmount: '1.000' }))).what).toBe(
      'Minimum Amount 1.000 may mean 1000 or 1.00.',
    );
  });

  it.each([{ minAmount: {} }, { maxAmount: [] }, { minAmount: undefined }, { maxAmount: true }])(
    'refuses what would switch it off: %j',
    async (choice) => {
      expect((await failureOf(() => amountFilter(choice))).kind).toBe('validation');
    },
  );
});
