import { describe, expect, it, jest } from '@jest/globals';
import { SUMMARY_FIELDS } from '@secpaid/core';
import { wallClock } from '@secpaid/sandbox';
import { createAppTester } from 'zapier-platform-core';
import app from '../../src/index.ts';
import { perform } from '../../src/searches/get-summary.ts';
import { DAY, failure, MINUTE, sentencesOf, startWorld, TOKEN } from '../support.ts';

const run = createAppTester(app);
const summary = (inputData: object) =>
  run(perform, { authData: { api_token: TOKEN, environment: 'production' }, inputData, meta: {} });

describe('Get Summary', () => {
  it('adds up a time range, with every figure, and an id that says which', async () => {
    const { account, now } = await startWorld();
    const { pay_id } = account.pay({ amount: 30, at: wallClock(now() - 3 * DAY) });
    account.refund(pay_id, { amount: 10, at: wallClock(now() - 2 * DAY) });
    account.pay({ amount: 99, at: wallClock(now() - 40 * DAY) });
    const [found, ...others] = await summary({
      time_range: 'last7Days',
      start_date: '',
      breakdowns: ['byDay'],
    });
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      id: '2026-06-09_2026-06-15',
      total_revenue: 30,
      refund_amount: -10,
      total_transactions: 1,
    });
    expect(found?.by_day).toHaveLength(7);
    expect(Object.keys(found ?? {})).toEqual(expect.arrayContaining(SUMMARY_FIELDS.map(({ key }) => key)));
  });

  it('accepts custom days', async () => {
    const { account } = await startWorld();
    account.pay({ amount: 30, at: '2026-05-31 23:59:59' });
    account.pay({ amount: 40, at: '2026-06-01 00:00:00' });
    const range = { time_range: 'custom', start_date: '2026-06-01', end_date: '2026-06-02' };
    expect(await summary(range)).toMatchObject([{ total_revenue: 40 }]);
    const error = await failure(summary({ time_range: 'custom', start_date: '', end_date: '' }));
    expect(sentencesOf(error)).toContain('Start Date must be a real day');
  });

  it('gives no sum if the time of a run was not enough for all', async () => {
    const { account, now, sandbox } = await startWorld();
    account.addMany(5000, (index) => ({ amount: 5, at: wallClock(now() - index * MINUTE) }));
    jest.spyOn(Date, 'now').mockImplementation(() => now() + sandbox.requests.length * 6000);
    const error = await failure(summary({ time_range: 'last30Days' }));
    expect(sentencesOf(error)).toMatch(
      /^The time of a run was not enough: \d+ entries were read, and there may be more\. Choose a shorter or later Time Range\./,
    );
  });
});
