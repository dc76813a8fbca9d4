/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { asked, notes, type Parameters, run, sandbox } from './fresh-sec-paid.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { executeSecPaid } from './sec-paid-in-n8n.ts';
import { ago, credentialOf, failureOf, sentencesOf } from '../support.ts';

/** As n8n passes $now if a parameter is read by itself; in a collection it is the text. */
const luxon = (iso: string) => ({ toISO: () => iso });

beforeEach(() => {
  sandbox.account.addMany(60, (index) => ({ amount: 1, note: `${index}`, at: ago(120 - index) }));
});

describe('a filter of Get Many whose expression finds something else', () => {
  it.each([
    [
      { payId: undefined },
      'Pay ID must be digits only',
      'but it is undefined. Check the expression in Pay ID',
    ],
    [{ payId: null }, 'Pay ID must be digits only', 'but it is null.'],
    [{ payId: [99296] }, 'Pay ID must be digits only', 'but it is a list.'],
    [{ payId: {} }, 'Pay ID must be digits only', 'but it is an object.'],
    [{ payId: '' }, 'Pay ID is empty.', 'Remove the filter to get all entries.'],
    [{ search: true }, 'Search must be a text', 'but it is true.'],
    [{ minAmount: {} }, 'Minimum Amount must be an amount in euros', 'but it is an object.'],
    [{ since: null }, 'Last Days must be a whole number', 'but it is null.'],
    [{ date: {} }, 'Date must be a real day', 'but it is an object.'],
    [{ maxAmount: 0 }, 'Maximum Amount is 0', 'remove the filter'],
    [{ minAmount: 9, maxAmount: 5 }, 'Minimum Amount (9) is above Maximum Amount (5)', 'Swap the two'],
  ])('is refused, and asks for no entry: %p', async (filters, ...sentences) => {
    const failure = await failureOf(() => run({ filters }));
    for (const sentence of sentences) expect(sentencesOf(failure)).toContain(sentence);
    expect(asked()).toEqual([]);
  });
});

describe('a filter that is there but empty', () => {
  it('is no filter, and a hint beside the output says so, once for all items', async () => {
    const hints: string[] = [];
    const items = [{ filters: { search: '', date: ' ' } }, { filters: { search: '', date: '' } }];
    expect(await executeSecPaid({ credential: credentialOf(sandbox), items, hints })).toHaveLength(100);
    expect(hints).toEqual(['These filters are empty and have no effect: Search, Date.']);
  });

  it('of pay-outs has its hint too', async () => {
    const hints: string[] = [];
    const items = [{ resource: 'payOut', operation: 'getMany', filters: { endDate: '' } }];
    await executeSecPaid({ credential: credentialOf(sandbox), items, hints });
    expect(hints).toEqual(['These filters are empty and have no effect: End Date.']);
  });
});

describe('a parameter that an expression writes as text', () => {
  it.each<[Parameters, number]>([
    [{ returnAll: 'true' }, 60],
    [{ returnAll: 'TRUE', limit: 'x' }, 60],
    [{ returnAll: 'false', limit: '7' }, 7],
    [{ filters: { kinds: 'payment, refund' } }, 50],
    [{ filters: { kinds: '["refund"]' } }, 0],
    [{ filters: { minAmount: '1,00', maxAmount: '1.00 €' } }, 50],
  ])('is read as meant: %j', async (parameters, count) => {
    expect(await run(parameters)).toHaveLength(count);
  });

  it('counts for Simplify', async () => {
    const [item] = await run({ simplify: 'true', limit: 1 });
    expect(Object.keys(item?.json ?? {})).toHaveLength(10);
  });

  it.each<[Parameters, string]>([
    [{ returnAll: 'all' }, 'Return All must be true or false, but it is "all".'],
    [{ simplify: [] }, 'Simplify must be true or false, but it is a list.'],
    [{ limit: {} }, 'Limit must be a whole number from 1 to 1000, but it is an object.'],
  ])('is refused where it cannot be meant: %j', async (parameters, sentence) => {
    expect((await failureOf(() => run(parameters))).message).toContain(sentence);
  });
});

describe('a date', () => {
  it.each<[unknown, string]>([
    ['2026-05-20T00:00:00.000+02:00', '2026-05-20'],
    ['2026-05-20T22:30:00.000Z', '2026-05-21'],
    [new Date('2026-05-20T22:30:00.000Z'), '2026-05-21'],
    ['2026-05-20T18:56:08+02:00', '2026-05-20'],
  ])('of a filter is its day in Berlin: %p', async (date, day) => {
    await notes({ filters: { date } });
    expect(asked()).toEqual([{ page: 1, limit: 50, date: day }]);
  });

  it('of a summary may be $today and $now', async () => {
    const [item] = await run({
      operation: 'getSummary',
      timeRange: 'Custom',
      startDate: luxon('2026-05-01T00:00:00.000+02:00'),
      endDate: luxon('2026-05-31T18:56:08.000-04:00'),
    });
    expect(item?.json).toMatchObject({ start_date: '2026-05-01', end_date: '2026-06-01' });
  });
});

describe('as a tool of an AI agent', () => {
  const ask = (parameters: Parameters) =>
    executeSecPaid({ credential: credentialOf(sandbox), items: [parameters], asTool: true });

  it('ignores fields that the model had to fill and left blank', async () => {
    const filters = {
      payId: '',
      search: ' ',
      date: '',
      since: '',
      kinds: '',
      minAmount: null,
      maxAmount: '',
    };
    const blank = { returnAll: '', limit: '', simplify: '', filters, options: { sort: '' } };
    expect(await ask(blank)).toHaveLength(50);
    expect(asked()).toEqual([{ page: 1, limit: 50 }]);
  });

  it('ignores fields that the model filled with 0', async () => {
    const filters = { payId: '0', since: '0', minAmount: 0, maxAmount: '0.00', kinds: 'payment' };
    expect(await ask({ limit: '0', filters })).toHaveLength(50);
    expect(asked()[0]).toEqual({ page: 1, limit: 1000 });
  });

  it('reads what the model wrote, all of it as text', async () => {
    const filters = { payId: '', since: '30', kinds: 'payment', minAmount: '1', maxAmount: '' };
    expect(
      await ask({ returnAll: 'true', simplify: 'false', filters, options: { sort: 'oldest' } }),
    ).toHaveLength(60);
  });

  it('refuses what cannot be meant, as it does for people', async () => {
    expect((await failureOf(() => ask({ filters: { payId: 'unknown' } }))).message).toContain(
      'Pay ID must be',
    );
    expect((await failureOf(() => ask({ operation: 'get', payId: '' }))).message).toContain(
      'but it is empty',
    );
  });
});
