/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { EXPORT_HEADINGS } from '@secpaid/core';
import type { INodeExecutionData } from 'n8n-workflow';
import { running, sandbox } from './fresh-sec-paid.ts';
import { ago, daysAgo } from '../support.ts';

const exported = running({ resource: 'payIn', operation: 'export', timeRange: 'last7Days' });

/** The file's lines; no cell of these tests holds a comma. */
const linesOf = ([item]: INodeExecutionData[], field = 'data'): string[][] => {
  const text = Buffer.from(item?.binary?.[field]?.data ?? '', 'base64').toString();
  expect(text.startsWith('\ufeffDate,')).toBe(true);
  return text
    .slice(1)
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.split(','));
};

describe('Export', () => {
  it('gives one file with a line for each entry, and says of which days', async () => {
    sandbox.account.pay({ amount: 20, note: 'Zoë', at: ago(200) });
    sandbox.account.pay({ amount: 30, note: '=1+1', paymentMethod: 'Bank Transfer', at: ago(100) });
    sandbox.account.pay({ amount: 99, at: daysAgo(20) });
    const items = await exported({});
    const [start, end] = [daysAgo(6).slice(0, 10), ago(0).slice(0, 10)];
    const name = `secpaid-${start}-to-${end}.csv`;
    expect(items).toMatchObject([
      {
        json: { file_name: name, start_date: start, end_date: end, entries: 2 },
        binary: { data: { fileName: name, mimeType: 'text/csv' } },
        pairedItem: { item: 0 },
      },
    ]);
    const [headings, ...lines] = linesOf(items);
    expect(headings).toEqual(EXPORT_HEADINGS);
    expect(lines.map((line) => line.slice(1, 4))).toEqual([
      ['Payment', "'=1+1", '30'],
      ['Payment', 'Zoë', '20'],
    ]);
  });

  it('names the pay-out of each entry, so that a line of the bank statement can be ticked off', async () => {
    const { account } = sandbox;
    account.pay({ amount: 20, note: 'paid out', at: daysAgo(2) });
    const [payOut] = account.payouts.payOut(undefined, daysAgo(1));
    account.pay({ amount: 30, note: 'pending', at: ago(100) });
    const [headings = [], ...lines] = linesOf(await exported({}));
    const at = ['Note', 'Pay-Out Transaction ID', 'Pay-Out Date'].map((one) => headings.indexOf(one));
    expect(lines.map((line) => at.map((index) => line[index]))).toEqual([
      ['pending', '', ''],
      ['paid out', payOut?.transaction_id, daysAgo(1).slice(0, 10)],
    ]);
  });

  it('has a line for a row that cannot be read, and a heading alone for an empty account', async () => {
    expect(linesOf(await exported({ binaryPropertyName: 'file' }), 'file')).toEqual([EXPORT_HEADINGS]);
    const { pay_id } = sandbox.account.pay({ amount: 20, at: ago(200) });
    sandbox.deviations.add('unreadable-row', { payId: pay_id, field: 'amount' });
    expect(linesOf(await exported({})).at(1)?.[1]).toBe('Unreadable');
  });
});
