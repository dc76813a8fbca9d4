/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { waits } from './no-waiting.ts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FIELDS } from '@secpaid/core';
import { type INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/src/index.ts';
import {
  ago,
  credentialOf,
  daysAgo,
  executeSecPaid,
  failureOf,
  notesOf,
  openSandbox,
  TOKEN,
} from './support.ts';

let sandbox: Sandbox;

beforeEach(async () => {
  waits.length = 0;
  sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

type Parameters = Record<string, unknown>;

const run = (...items: Parameters[]): Promise<INodeExecutionData[]> =>
  executeSecPaid({ credential: credentialOf(sandbox), items: items.length === 0 ? [{}] : items });
const notes = async (parameters: Parameters): Promise<unknown[] | null> =>
  notesOf((await run(parameters)).map(({ json }) => json));
const asked = (): unknown[] => sandbox.requests.map(({ body }) => body);

/** `count` payments, the newest called "0". */
const payMany = (count: number): void => {
  sandbox.account.addMany(count, (index) => ({
    amount: 1,
    note: `${count - 1 - index}`,
    at: ago(7200 + count - index),
  }));
};
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}`);

describe('Get Many', () => {
  it('gives the newest 50 unless told, newest first, and asks for no more', async () => {
    payMany(60);
    expect(await notes({})).toEqual(numbered(50));
    expect(asked()).toEqual([{ page: 1, limit: 50 }]);
  });

  it('gives as many as the limit says', async () => {
    payMany(5);
    expect(await notes({ limit: 3 })).toEqual(numbered(3));
    expect(asked()).toEqual([{ page: 1, limit: 3 }]);
  });

  it('gives all over several pages, each once, with Return All; the limit then says nothing', async () => {
    payMany(2300);
    expect(await notes({ returnAll: true, limit: 3 })).toEqual(numbered(2300));
    expect(asked().length).toBeGreaterThan(2);
  });

  it('gives every key of an entry, and what SecPaid adds one day', async () => {
    sandbox.account.pay({ amount: '49.90', extra: { loyalty_card: '4711' }, note: 'Order 7' });
    const [item] = await run();
    expect(Object.keys(item?.json ?? {})).toEqual(expect.arrayContaining(FIELDS.map(({ key }) => key)));
    expect(item).toEqual({
      json: expect.objectContaining({
        kind: 'payment',
        amount: 49.9,
        currency: 'EUR',
        payment_method: 'card',
        recipient_note: 'Order 7',
        is_refund: false,
        transaction_id: null,
        loyalty_card: '4711',
      }),
      pairedItem: { item: 0 },
    });
  });

  it('gives no items for an account without entries', async () => {
    expect(await run()).toEqual([]);
  });

  describe('filters', () => {
    let payId: string;

    beforeEach(() => {
      const { account } = sandbox;
      payId = account.pay({ amount: 20, note: 'Order 1042', at: ago(60) }).pay_id;
      account.refund(payId, { amount: 5, at: ago(50) });
      account.pay({ amount: 30, note: 'Gift', at: ago(40) });
      account.pay({ amount: 40, note: 'Order of old', at: daysAgo(20) });
    });

    it('Search finds a part of the note', async () => {
      expect(await notes({ filters: { search: ' Order ' } })).toEqual([
        'Order 1042',
        'Order 1042',
        'Order of old',
      ]);
      expect(asked()).toEqual([{ page: 1, limit: 50, search: 'Order' }]);
    });

    it('Date gives one day', async () => {
      const date = daysAgo(20).slice(0, 10);
      expect(await notes({ filters: { date } })).toEqual(['Order of old']);
      expect(asked()).toEqual([{ page: 1, limit: 50, date }]);
    });

    it('Last Days leaves out what is older', async () => {
      expect(await notes({ filters: { since: 7 } })).toEqual(['Gift', 'Order 1042', 'Order 1042']);
      expect(asked()).toEqual([{ page: 1, limit: 50, since: 7 }]);
    });

    it('Last Days of 0 sets no bound', async () => {
      expect(await notes({ filters: { since: 0 } })).toHaveLength(4);
    });

    it.each([
      ['a text', (id: string) => id],
      ['a number from an expression', Number],
      ['a text with blanks around it', (id: string) => ` ${id} `],
    ])('Pay ID as %s gives the entries of one payment link', async (_, given) => {
      expect(await notes({ filters: { payId: given(payId) } })).toEqual(['Order 1042', 'Order 1042']);
      expect(asked()).toEqual([{ page: 1, limit: 50, pay_id: Number(payId) }]);
    });

    it('Kinds are sorted out here, since SecPaid cannot', async () => {
      const items = await run({ filters: { kinds: ['refund'] } });
      expect(items.map(({ json }) => json['kind'])).toEqual(['refund']);
      expect(asked()).toEqual([{ page: 1, limit: 1000 }]);
    });

    it('Kinds with a limit read on until there are so many', async () => {
      sandbox.account.addMany(1100, (index) => ({ amount: 1, at: ago(30 - index / 100) }));
      const items = await run({ limit: 1, filters: { kinds: ['refund'] } });
      expect(items.map(({ json }) => json['kind'])).toEqual(['refund']);
      expect(asked().length).toBeGreaterThan(1);
    });

    it('have to fit together', async () => {
      expect(await notes({ filters: { search: 'Order', since: 7, kinds: ['payment'] } })).toEqual([
        'Order 1042',
      ]);
    });

    it.each([
      ['empty', { search: '', date: '', payId: '', kinds: [] }],
      ['blank', { search: '  ', date: ' ', payId: ' ' }],
    ])('left %s in the form are not set', async (_, filters) => {
      expect(await notes({ filters })).toHaveLength(4);
      expect(asked()).toEqual([{ page: 1, limit: 50 }]);
    });
  });
});

describe('Get', () => {
  it('gives all entries of one payment link, newest first', async () => {
    const { account } = sandbox;
    const { pay_id } = account.pay({ amount: 20, at: ago(60) });
    account.pay({ amount: 30, at: ago(55) });
    account.refund(pay_id, { at: ago(50) });
    account.dispute(pay_id, { at: ago(40) });
    const items = await run({ operation: 'get', payId: pay_id });
    expect(items.map(({ json }) => [json['pay_id'], json['kind']])).toEqual([
      [pay_id, 'dispute'],
      [pay_id, 'refund'],
      [pay_id, 'payment'],
    ]);
  });

  it('takes a number and a text with blanks around it', async () => {
    const { pay_id } = sandbox.account.pay({ amount: 20 });
    expect(await run({ operation: 'get', payId: Number(pay_id) })).toHaveLength(1);
    expect(await run({ operation: 'get', payId: ` ${pay_id} ` })).toHaveLength(1);
  });

  it('gives no items where there is no such link', async () => {
    expect(await run({ operation: 'get', payId: '1' })).toEqual([]);
  });
});

describe('several input items', () => {
  it('run one by one, each result paired with its own', async () => {
    const [first, second] = [sandbox.account.pay({ amount: 1 }), sandbox.account.pay({ amount: 2 })];
    sandbox.account.refund(second.pay_id, { at: ago(-1) });
    const items = await run(
      { operation: 'get', payId: first.pay_id },
      { operation: 'get', payId: '1' },
      { operation: 'get', payId: second.pay_id },
    );
    expect(items.map(({ json, pairedItem }) => [json['pay_id'], json['kind'], pairedItem])).toEqual([
      [first.pay_id, 'payment', { item: 0 }],
      [second.pay_id, 'refund', { item: 2 }],
      [second.pay_id, 'payment', { item: 2 }],
    ]);
  });

  it('stop at the first that fails, which is named', async () => {
    const { pay_id } = sandbox.account.pay({ amount: 1 });
    const failure = await failureOf(() =>
      run(
        { operation: 'get', payId: pay_id },
        { operation: 'get', payId: 'x' },
        { operation: 'get', payId: pay_id },
      ),
    );
    expect(failure).toMatchObject({ context: { itemIndex: 1 } });
    expect(sandbox.requests).toHaveLength(1);
  });

  it('each give their own result or error where the node may continue', async () => {
    const { pay_id } = sandbox.account.pay({ amount: 1 });
    sandbox.faults.add({ kind: '401', onPage: 1 });
    const items = await executeSecPaid({
      credential: credentialOf(sandbox),
      continueOnFail: true,
      items: [
        { operation: 'get', payId: 'x' },
        { operation: 'get', payId: pay_id },
        { operation: 'get', payId: pay_id },
      ],
    });
    expect(items).toEqual([
      {
        json: { error: expect.stringContaining('Pay ID must be digits only') },
        error: expect.any(NodeOperationError),
        pairedItem: { item: 0 },
      },
      {
        json: { error: expect.stringContaining('SecPaid refused the API token') },
        error: expect.any(NodeApiError),
        pairedItem: { item: 1 },
      },
      { json: expect.objectContaining({ pay_id }), pairedItem: { item: 2 } },
    ]);
  });
});

describe('input that is wrong', () => {
  it.each<[string, Parameters, string]>([
    ['no Pay ID', { operation: 'get' }, 'Pay ID must be digits only, such as 99296'],
    ['a Pay ID of letters', { operation: 'get', payId: 'abc' }, 'but it is "abc"'],
    ['a filter Pay ID of letters', { filters: { payId: '12a' } }, 'but it is "12a"'],
    [
      'a day that there is not',
      { filters: { date: '2026-02-30' } },
      'Date must be a real day written YYYY-MM-DD',
    ],
    ['a day written otherwise', { filters: { date: '20.05.2026' } }, 'but it is "20.05.2026"'],
    ['negative Last Days', { filters: { since: -1 } }, 'Last Days must be a whole number of days, 0 or more'],
    ['half Last Days', { filters: { since: 1.5 } }, 'but it is 1.5'],
    ['a Limit of 0', { limit: 0 }, 'Limit must be a whole number from 1 to 1000, but it is 0'],
    ['a Limit past 1000', { limit: 1001 }, 'Limit must be a whole number from 1 to 1000, but it is 1001'],
    ['a half Limit', { limit: 2.5 }, 'but it is 2.5'],
  ])('(%s) is named, and no request is made', async (_, parameters, message) => {
    const failure = await failureOf(() => run(parameters));
    expect(failure).toBeInstanceOf(NodeOperationError);
    expect(failure.message).toContain(message);
    expect(failure).toHaveProperty('description', expect.stringContaining('Nothing was sent to SecPaid.'));
    expect(failure).toMatchObject({ context: { itemIndex: 0 } });
    expect(sandbox.requests).toEqual([]);
    expect(waits).toEqual([]);
  });
});

describe('a SecPaid that is busy', () => {
  beforeEach(() => {
    sandbox.account.pay({ amount: 20, note: 'paid' });
  });

  it('with 429 is waited for, as long as it says, and then answers', async () => {
    sandbox.faults.add({ kind: '429', retryAfter: 7, times: 2 });
    expect(await notes({})).toEqual(['paid']);
    expect(sandbox.requests).toHaveLength(3);
    expect(waits).toHaveLength(2);
    for (const wait of waits) {
      expect(wait).toBeGreaterThanOrEqual(7000);
      expect(wait).toBeLessThan(9000);
    }
  });

  it('with 429 and no word how long is waited for at least as long as its minute lasts', async () => {
    sandbox.faults.add({ kind: '429', times: 5 });
    expect(await notes({})).toEqual(['paid']);
    expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThanOrEqual(60_000);
  });

  it.each(['500', '503', 'drop'] as const)('(%s) is asked again', async (kind) => {
    sandbox.faults.add({ kind });
    expect(await notes({})).toEqual(['paid']);
    expect(waits).toHaveLength(1);
  });

  it('for ever is an error after six tries', async () => {
    sandbox.faults.add({ kind: '429', times: 100 });
    const failure = await failureOf(() => run());
    expect(failure).toBeInstanceOf(NodeApiError);
    expect(failure.message).toContain('limit of 60 requests a minute is used up');
    expect(sandbox.requests).toHaveLength(6);
  });

  it('is not asked again where that cannot help', async () => {
    sandbox.faults.add({ kind: '401', times: 100 });
    await expect(run()).rejects.toThrow('SecPaid refused the API token');
    expect(sandbox.requests).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

it('never puts the token into an item', async () => {
  sandbox.account.seedSamples();
  expect(JSON.stringify(await run())).not.toContain(TOKEN);
});
