import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConnectionDropped, startSandbox, type Sandbox } from '../../src/index.ts';
import { ask, serviceOf } from '../helpers.ts';

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ rateLimit: false });
  sandbox.account.seedSamples();
});

afterEach(() => sandbox.close());

function list(body: object = {}): Promise<Response> {
  return fetch(`${sandbox.apiUrl}/getPayInTransactions`, {
    method: 'POST',
    headers: { token: sandbox.token, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'manual',
  });
}

describe('a fault', () => {
  it.each([
    [{ kind: '401' }, 401],
    [{ kind: '429' }, 429],
    [{ kind: '500' }, 500],
    [{ kind: '503' }, 503],
  ] as const)('%j shows as HTTP %d, once, and then the list is back', async (fault, status) => {
    sandbox.faults.add(fault);
    const answer = await list();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(await (await list()).json()).toMatchObject({ Result: 'True' });
  });

  it.each(['429', '503'] as const)('of %s may say when to come back', async (kind) => {
    sandbox.faults.add({ kind, retryAfter: 7 });
    expect((await list()).headers.get('retry-after')).toBe('7');
  });

  it.each([[undefined, 200] as const, [503, 503] as const])(
    'of html is a maintenance page (status %p: HTTP %d)',
    async (status, expected) => {
      sandbox.faults.add({ kind: 'html', status });
      const answer = await list();
      expect(answer.status).toBe(expected);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toContain('<h1>');
    },
  );

  it('of cut-off is the start of the real answer', async () => {
    const whole = await (await list()).text();
    sandbox.faults.add({ kind: 'cut-off' });
    const part = await (await list()).text();
    expect(part.length).toBeGreaterThan(0);
    expect(part.length).toBeLessThan(whole.length);
    expect(whole.startsWith(part)).toBe(true);
    expect(() => JSON.parse(part) as unknown).toThrow(SyntaxError);
  });

  it('of error-envelope is a refusal inside HTTP 200', async () => {
    sandbox.faults.add({ kind: 'error-envelope', message: 'Etwas ging schief' });
    const answer = await list();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      ResponseCode: 0,
      Result: 'False',
      ResponseMsg: 'Etwas ging schief',
    });
  });

  it.each([400, 403] as const)('of error-envelope may come with HTTP %d', async (status) => {
    sandbox.faults.add({ kind: 'error-envelope', message: 'Invalid recipient token at index 0', status });
    const answer = await list();
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ ResponseMsg: 'Invalid recipient token at index 0' });
  });

  it('of firewall is HTTP 403 with a separate page', async () => {
    sandbox.faults.add({ kind: 'firewall' });
    const answer = await list();
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('firewall');
  });

  it.each([
    [{}, '1', 'False'],
    [{ code: 0, result: 'True' }, 0, 'True'],
    [{ code: null, result: 'Maybe' }, null, 'Maybe'],
  ])('of unclear says neither yes nor no: %j', async (own, ResponseCode, Result) => {
    sandbox.faults.add({ kind: 'unclear', ...own });
    expect(await (await list()).json()).toMatchObject({ ResponseCode, Result, data: [{}, {}] });
  });

  it.each(['http-400', 'unclear'] as const)('of %s has done what was requested', async (kind) => {
    sandbox.faults.add({ kind, onEndpoint: 'createLink' });
    const answer = await fetch(`${sandbox.apiUrl}/createLink`, {
      method: 'POST',
      headers: { token: sandbox.token, 'content-type': 'application/json' },
      body: '{"amount": 5}',
    });
    expect(answer.status).toBe(kind === 'http-400' ? 400 : 200);
    expect(await answer.json()).toMatchObject({ data: { amount: expect.anything() } });
    expect(sandbox.account.links.unused()).toHaveLength(1);
  });

  it('of no-list is a success without data', async () => {
    sandbox.faults.add({ kind: 'no-list' });
    const answer: unknown = await (await list()).json();
    expect(answer).toMatchObject({ ResponseCode: 1, Result: 'True' });
    expect(answer).not.toHaveProperty('data');
  });

  it('of slow holds the real answer back', async () => {
    sandbox.faults.add({ kind: 'slow', delayMs: 80 });
    const before = performance.now();
    expect(await (await list()).json()).toMatchObject({ Result: 'True' });
    // Timers may fire up to a millisecond early.
    expect(performance.now() - before).toBeGreaterThanOrEqual(79);
  });

  it('of slow waits by the clock of a test that brings one', async () => {
    const waits: number[] = [];
    const service = serviceOf({
      wait: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    service.faults.add({ kind: 'slow', delayMs: 60_000 });
    expect((await ask(service)).status).toBe(200);
    expect(waits).toEqual([60_000]);
  });

  it('of drop ends the connection without an answer', async () => {
    sandbox.faults.add({ kind: 'drop' });
    await expect(list()).rejects.toThrow('fetch failed');
    expect((await list()).status).toBe(200);
    expect(sandbox.requests.map((request) => request.status)).toEqual([null, 200]);
  });

  it('of drop is an error if there is no connection', async () => {
    const service = serviceOf();
    service.faults.add({ kind: 'drop' });
    await expect(ask(service)).rejects.toThrow(ConnectionDropped);
  });

  it.each([[undefined, 302] as const, [308, 308] as const])(
    'of redirect points elsewhere (status %p: HTTP %d)',
    async (status, expected) => {
      sandbox.faults.add({ kind: 'redirect', location: 'https://elsewhere.example/', status });
      const answer = await list();
      expect(answer.status).toBe(expected);
      expect(answer.headers.get('location')).toBe('https://elsewhere.example/');
    },
  );
});

describe('several faults', () => {
  const statuses = async (...pages: number[]): Promise<number[]> => {
    const all: number[] = [];
    for (const page of pages) all.push((await list({ page })).status);
    return all;
  };

  it('come in their order, each as often as it says', async () => {
    sandbox.faults.add({ kind: '500', times: 2 });
    sandbox.faults.add({ kind: '503' });
    expect(await statuses(1, 1, 1, 1)).toEqual([500, 500, 503, 200]);
  });

  it('wait for the page that they are meant for', async () => {
    sandbox.faults.add({ kind: '500', onPage: 2 });
    expect(await statuses(1, 3, 2, 2)).toEqual([200, 200, 500, 200]);
  });

  it('last until they are lifted if they say so', async () => {
    sandbox.faults.add({ kind: '500', times: Infinity });
    expect(await statuses(1, 1, 1)).toEqual([500, 500, 500]);
    sandbox.faults.clear();
    expect(await statuses(1)).toEqual([200]);
  });
});
