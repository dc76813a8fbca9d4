/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { asked, notes, sandbox } from './fresh-sec-paid.ts';
import { ago, daysAgo, failureOf } from '../support.ts';

/** Noon of a day in the month before this one. */
function lastMonth(): string {
  const [year = 0, month = 0] = ago(0).split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 2, 15, 12));
  return first.toISOString().slice(0, 19).replace('T', ' ');
}

const month = lastMonth();

/** A payment of each sort, the newest first: QR, Transfer, Gone (refunded in place), Old. */
function pay(): void {
  const { account } = sandbox;
  account.pay({ amount: 10, note: 'Old', at: month });
  const { pay_id } = account.pay({ amount: 20, note: 'Gone', at: ago(300) });
  account.change((row) => row.pay_id === pay_id, { is_refund: 'true' });
  account.pay({ amount: 30, note: 'Transfer', paymentMethod: 'Bank Transfer', at: ago(200) });
  account.payPersonalQr({ amount: 40, note: 'QR', at: ago(100) });
}

describe('Get Many of pay-ins', () => {
  it('gives all entries of last month by one choice', async () => {
    pay();
    expect(await notes({ returnAll: true, filters: { timeRange: 'lastMonth' } })).toEqual(['Old']);
    expect(asked()).toEqual([{ page: 1, limit: 1000, since: expect.any(Number) as unknown }]);
  });

  it.each([
    [{ startDate: month, endDate: month }, ['Old']],
    [{ endDate: month }, ['Old']],
    [{ startDate: daysAgo(1) }, ['QR', 'Transfer', 'Gone']],
    [{ timeRange: 'custom', startDate: daysAgo(1) }, ['QR', 'Transfer', 'Gone']],
    [{ paymentMethod: 'Bank Transfer' }, ['Transfer']],
    [{ transactionType: 'Personal QR' }, ['QR']],
    [{ status: ['refunded'] }, ['Gone']],
    [{ status: ['success'], timeRange: 'lastMonth' }, ['Old']],
    [{ status: ['disputed'] }, []],
    [{ payoutStatus: ['inProgress'] }, []],
    [{ payoutStatus: ['Pending', 'approved'] }, ['QR', 'Transfer', 'Gone', 'Old']],
    [{ status: [], payoutStatus: [] }, ['QR', 'Transfer', 'Gone', 'Old']],
  ])('filters by %j', async (filters, expected) => {
    pay();
    expect(await notes({ filters })).toEqual(expected);
  });

  it('follows a pay-out by Pay-Out Status', async () => {
    pay();
    sandbox.account.payouts.payOut(undefined, ago(0));
    expect(await notes({ filters: { payoutStatus: ['inProgress'] } })).toContain('QR');
  });

  it.each([
    [{ timeRange: 'lastMonth', startDate: daysAgo(0) }, 'Time Range ends before Start Date'],
    [{ startDate: '2026-05-02', endDate: '2026-05-01' }, 'Start Date (2026-05-02) is after End Date'],
    [{ timeRange: 'custom' }, 'Start Date must be a real day'],
    [{ timeRange: 'lastYear' }, 'Time Range must be one of'],
    [{ status: ['paid'] }, 'Status must be one of success, refunded, disputed'],
    [{ payoutStatus: ['done'] }, 'Pay-Out Status must be one of pending, inProgress, approved'],
  ])('refuses %j before it asks for anything', async (filters, message) => {
    expect((await failureOf(() => notes({ filters }))).message).toContain(message);
    expect(sandbox.requests).toEqual([]);
  });
});
