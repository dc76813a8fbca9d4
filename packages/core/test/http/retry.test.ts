import { describe, expect, it } from '@jest/globals';
import { createClient } from '../../src/client.ts';
import { type ErrorKind, SecPaidError } from '../../src/errors.ts';
import { retrying, type Waiting } from '../../src/http/retry.ts';
import type { HttpResponse } from '../../src/http/transport.ts';
import { answering, connectionWith, failureOf, row, shop, success, TOKEN } from '../support.ts';

/** A wait that takes no time and notes how long it should have been. */
function noted(random = 0): { waiting: Waiting; waits: number[] } {
  const waits: number[] = [];
  const wait = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  return { waiting: { wait, random: () => random }, waits };
}

const fault = (kind: ErrorKind, retry: { retryable?: boolean; retryAfterMs?: number }): SecPaidError =>
  new SecPaidError(kind, { what: 'No.', next: 'Wait.' }, retry);

/** A read that fails this many times, then gives its number. */
function failing(times: number, error: unknown): () => Promise<number> {
  let calls = 0;
  return () => {
    calls++;
    return calls <= times
      ? Promise.reject(error instanceof Error ? error : new Error('no'))
      : Promise.resolve(calls);
  };
}

describe('a read that fails for a while', () => {
  const passing = { body: success([row()]) };

  it.each([
    ['429', { status: 429 }],
    ['500', { status: 500 }],
    ['503 with a web page', { status: 503, body: '<html></html>' }],
    ['a network fault', new Error('connect ECONNREFUSED')],
  ])('is repeated until it is answered: %s', async (_, answer) => {
    const { waiting, waits } = noted();
    const { transport, requests } = answering(answer, answer, passing);
    const client = createClient(connectionWith(TOKEN), transport, waiting);
    expect(await client.payIns.page({ page: 1, limit: 10 })).toHaveLength(1);
    expect(requests).toHaveLength(3);
    expect(waits).toHaveLength(2);
    expect(new Set(requests.map(({ body }) => body)).size).toBe(1);
  });

  it('is repeated on whichever page it fails, and the list is whole', async () => {
    const { waiting, waits } = noted();
    const { account, service, client } = shop({ waiting });
    account.addMany(2500, (index) => ({
      amount: '1.00',
      at: `2026-06-01 ${String(10 + (index % 10))}:00:${String(index % 60).padStart(2, '0')}`,
    }));
    service.faults.add({ kind: '503', onPage: 2, times: 2 });
    service.faults.add({ kind: 'drop', onPage: 3 });
    expect(await client.payIns.list({})).toHaveLength(2500);
    expect(waits).toHaveLength(3);
  });

  it('is not repeated if nobody waits, as in a poll', async () => {
    const { transport, requests } = answering({ status: 503 }, passing);
    const { payIns } = createClient(connectionWith(TOKEN), transport);
    expect((await failureOf(() => payIns.page({ page: 1, limit: 10 }))).kind).toBe('server');
    expect(requests).toHaveLength(1);
  });
});

describe('a read that keeps failing', () => {
  it.each<[ErrorKind, Partial<HttpResponse> | Error]>([
    ['rate-limit', { status: 429 }],
    ['server', { status: 502 }],
    ['network', new Error('socket hang up')],
  ])('is given up after six tries with the last error: %s', async (kind, answer) => {
    const { waiting, waits } = noted();
    const { transport, requests } = answering(answer);
    const { payIns } = createClient(connectionWith(TOKEN), transport, waiting);
    expect((await failureOf(() => payIns.page({ page: 1, limit: 10 }))).kind).toBe(kind);
    expect(requests).toHaveLength(6);
    expect(waits).toHaveLength(5);
  });
});

describe('a read that a repeat cannot help', () => {
  it.each<[ErrorKind, Partial<HttpResponse> | Error]>([
    ['authentication', { status: 401 }],
    ['authentication', { body: '{"ResponseCode":0,"ResponseMsg":"Please enter token","Result":"False"}' }],
    ['server', { body: '{"ResponseCode":0,"ResponseMsg":"Invalid date","Result":"False"}' }],
    ['unexpected-answer', { body: '<html></html>' }],
    ['unexpected-answer', { body: '{"ResponseCode":1,' }],
    ['unexpected-answer', { status: 302 }],
    ['unexpected-answer', { body: success([7]) }],
  ])('is not repeated: %s %j', async (kind, answer) => {
    const { waiting, waits } = noted();
    const { transport, requests } = answering(answer);
    const { payIns } = createClient(connectionWith(TOKEN), transport, waiting);
    expect((await failureOf(() => payIns.page({ page: 1, limit: 10 }))).kind).toBe(kind);
    expect(requests).toHaveLength(1);
    expect(waits).toEqual([]);
  });

  it('is not even tried if the input is wrong', async () => {
    const { waiting, waits } = noted();
    const { transport, requests } = answering({ status: 503 });
    const { payIns } = createClient(connectionWith(TOKEN), transport, waiting);
    for (const call of [
      () => payIns.page({ page: 0, limit: 10 }),
      () => payIns.list({ date: '2026-02-30' }),
      () => payIns.get('abc'),
    ]) {
      expect((await failureOf(call)).kind).toBe('validation');
    }
    expect(requests).toEqual([]);
    expect(waits).toEqual([]);
  });

  it('is not repeated if the error is not core’s own', async () => {
    const { waiting, waits } = noted();
    await expect(retrying(failing(1, new TypeError('a bug')), waiting)).rejects.toThrow(TypeError);
    expect(waits).toEqual([]);
  });
});

describe('the time between two tries', () => {
  const server = fault('server', { retryable: true });

  it('doubles', async () => {
    const { waiting, waits } = noted();
    expect(await retrying(failing(5, server), waiting)).toBe(6);
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000]);
  });

  it('is spread, so that workflows that failed together do not return together', async () => {
    const { waiting, waits } = noted(0.999);
    await retrying(failing(5, server), waiting);
    expect(waits.map(Math.round)).toEqual([1000, 1999, 3998, 7996, 15_992]);
  });

  it('outlasts a whole minute of the rate limit if SecPaid does not say how long', async () => {
    const { waiting, waits } = noted();
    await retrying(failing(5, fault('rate-limit', { retryable: true })), waiting);
    expect(waits.every((ms) => ms >= 15_000)).toBe(true);
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(60_000);
  });

  it.each([0, 0.5, 0.999])('is at least what SecPaid asked for, with the luck of %d', async (random) => {
    for (const kind of ['rate-limit', 'server'] as const) {
      const { waiting, waits } = noted(random);
      await retrying(failing(5, fault(kind, { retryable: true, retryAfterMs: 30_000 })), waiting);
      expect(waits).toHaveLength(5);
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(30_000);
      expect(Math.max(...waits)).toBeLessThan(30_000 + 8000);
    }
  });

  it('follows the header Retry-After', async () => {
    const { waiting, waits } = noted();
    const { transport } = answering(
      { status: 429, headers: { 'retry-after': '42' } },
      { status: 503, headers: { 'retry-after': '7' } },
      { body: success([]) },
    );
    await createClient(connectionWith(TOKEN), transport, waiting).payIns.page({ page: 1, limit: 10 });
    expect(waits).toEqual([42_000, 7000]);
  });

  it('is never more than two minutes: a longer one is an error that says so', async () => {
    const { waiting, waits } = noted();
    const asked = (retryAfterMs: number): (() => Promise<number>) =>
      failing(1, fault('rate-limit', { retryable: true, retryAfterMs }));
    expect((await failureOf(() => retrying(asked(120_001), waiting))).retryAfterMs).toBe(120_001);
    expect((await failureOf(() => retrying(asked(86_400_000), waiting))).kind).toBe('rate-limit');
    expect(waits).toEqual([]);
    expect(await retrying(asked(120_000), waiting)).toBe(2);
    expect(waits).toEqual([120_000]);
  });
});

it('says why a read takes long, and how often it is tried', async () => {
  const reasons: string[] = [];
  const wait = (_: number, why: string): Promise<void> => {
    reasons.push(why);
    return Promise.resolve();
  };
  await retrying(failing(2, fault('rate-limit', { retryable: true })), { wait, random: () => 0 });
  expect(reasons).toEqual([
    'No. Asking again in 15 s (try 2 of 6).',
    'No. Asking again in 15 s (try 3 of 6).',
  ]);
});
