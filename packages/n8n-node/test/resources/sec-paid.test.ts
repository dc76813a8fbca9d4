/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { waits } from '../no-waiting.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { notes, type Parameters, run, sandbox } from './fresh-sec-paid.ts';
import { executeSecPaid } from './sec-paid-in-n8n.ts';
import { ago, credentialOf, failureOf, TOKEN } from '../support.ts';

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

  it('each give their own result or error if the node may continue', async () => {
    const { pay_id } = sandbox.account.pay({ amount: 1 });
    sandbox.faults.add({ kind: '401', onPage: 1 });
    const items = await executeSecPaid({
      credential: credentialOf(sandbox),
      onError: 'continueRegularOutput',
      inputs: [{ order: 1 }, { order: 2 }, { order: 3 }],
      items: [
        { operation: 'get', payId: 'x' },
        { operation: 'get', payId: pay_id },
        { operation: 'get', payId: pay_id },
      ],
    });
    expect(items).toEqual([
      {
        json: {
          order: 1,
          error: expect.stringMatching(/^Pay ID must be digits only.* Correct Pay ID and try again\./),
        },
        pairedItem: { item: 0 },
      },
      {
        json: {
          order: 2,
          error: expect.stringMatching(/^SecPaid refused the API token\. Copy it again/),
        },
        pairedItem: { item: 1 },
      },
      { json: expect.objectContaining({ pay_id }), pairedItem: { item: 2 } },
    ]);
  });

  it('give only the error to an error output: n8n adds the input itself', async () => {
    const items = await executeSecPaid({
      credential: credentialOf(sandbox),
      onError: 'continueErrorOutput',
      inputs: [{ order: 1 }],
      items: [{ operation: 'get', payId: 'x' }],
    });
    expect(items).toEqual([
      { json: { error: expect.stringContaining('Pay ID must be digits only') }, pairedItem: { item: 0 } },
    ]);
  });

  it('never contain an error object: no later node could name the node', async () => {
    for (const onError of ['continueRegularOutput', 'continueErrorOutput'] as const) {
      const items = await executeSecPaid({
        credential: { ...credentialOf(sandbox), apiToken: 'wrong' },
        onError,
      });
      expect(items).toEqual([{ json: { error: expect.any(String) }, pairedItem: { item: 0 } }]);
    }
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

it.each([
  ['payOut', 'refund', 'There is no operation "refund"'],
  ['paymentLink', 'refund', 'There is no operation "refund"'],
  ['refund', 'create', 'There is no resource "refund"'],
])('there is no %s: %s', async (resource, operation, sentence) => {
  await expect(run({ resource, operation })).rejects.toThrow(sentence);
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

  it('with 429 and no Retry-After is waited for at least until its minute is over', async () => {
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

  it('is not asked again if that cannot help', async () => {
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
