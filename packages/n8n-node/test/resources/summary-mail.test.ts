/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { jsonOf, running, sandbox } from './fresh-sec-paid.ts';
import { describe, expect, it } from '@jest/globals';
import { evaluated, json } from '../package/description-support.ts';
import { daysAgo } from '../support.ts';

const run = running({
  operation: 'getSummary',
  timeRange: 'custom',
  startDate: '2026-05-01',
  endDate: daysAgo(0).slice(0, 10),
  breakdowns: ['byPaymentMethod'],
});

/** The mail of the template, with its expressions evaluated. */
async function mail(): Promise<string> {
  const { nodes } = json('workflows/daily-summary-by-email.json') as {
    nodes: { parameters: { text?: string } }[];
  };
  const text = nodes.find(({ parameters }) => parameters.text !== undefined)?.parameters.text ?? '';
  const [$json] = jsonOf(await run({}));
  const DateTime = { fromISO: () => ({ toFormat: () => 'some day' }) };
  return text.replace(/\{\{.*?\}\}(?!\})/gs, (one) => String(evaluated(`=${one}`, { $json, DateTime })));
}

/** The last amount of each line that begins so, in cents. */
const lines = (text: string, ...names: string[]): number[] =>
  names.flatMap((name) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(`${name}: `))
      .map((line) => Math.round(Number(/(-?\d+\.\d\d) EUR/.exec(line)?.[1]) * 100)),
  );
const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

describe('the mail of the summary every morning', () => {
  it('prints lines that add up, after a refund whose fee came back', async () => {
    const { account } = sandbox;
    const fees = { service_fee: '1.50', service_fee_psp: '2.00' };
    const { pay_id } = account.pay({ amount: 100, at: daysAgo(3), ...fees });
    account.pay({ amount: '169.49', at: daysAgo(2), service_fee: '2.55', service_fee_psp: '2.61' });
    account.refund(pay_id, { at: daysAgo(1) });
    const text = await mail();
    const [revenue = NaN, fee = NaN, net = NaN] = lines(
      text,
      'Revenue',
      'Fees of these payments',
      'After fees',
    );
    expect([revenue, fee, net]).toEqual([26949, -866, 26083]);
    expect(revenue + fee).toBe(net);
    const rest = lines(text, 'After fees', 'Refunds', 'Disputes', 'Fees returned with these');
    expect([sum(rest)]).toEqual(lines(text, 'Balance'));
    expect(text).toMatch(
      /^Fees kept: \S+ EUR, \S+ EUR of them by SecPaid and \S+ EUR by the payment provider$/m,
    );
    expect(text).not.toContain('Not explained');
  });

  it('says what SecPaid’s own figures leave unexplained', async () => {
    sandbox.account.seedSamples();
    const text = await mail();
    expect(text).toContain('Not explained by SecPaid: 1.00 EUR\nAfter fees: 137.84 EUR');
    expect(sum(lines(text, 'Revenue', 'Fees of these payments', 'Not explained by SecPaid'))).toBe(13784);
  });
});
