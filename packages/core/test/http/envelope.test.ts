import { describe, expect, it } from '@jest/globals';
import { readList } from '../../src/http/envelope.ts';
import type { SecPaidError } from '../../src/errors.ts';
import type { HttpResponse } from '../../src/http/transport.ts';
import { failureOf, row, success, TOKEN } from '../support.ts';

const PLACE = 'POST https://app.secpaid.com/api/v2/getPayInTransactions, page 1, limit 1000';
const NEXT_TOKEN = /^Copy it again from Settings → API & Integrations → API-Token in the SecPaid dashboard/;
const MAINTENANCE = '<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>';

const read = (response: Partial<HttpResponse>): unknown[] =>
  readList({ status: 200, headers: {}, body: '', ...response }, PLACE, (text) =>
    text.replaceAll(TOKEN, '•••'),
  );

const refusal = (response: Partial<HttpResponse>): Promise<SecPaidError> => failureOf(() => read(response));

const errorEnvelope = (ResponseMsg: unknown): string =>
  JSON.stringify({ ResponseCode: 0, ResponseMsg, Result: 'False', ServerTime: 'CEST' });

const envelope = (change: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    data: [row()],
    ResponseCode: 1,
    ResponseMsg: 'List retrived successfully',
    Result: 'True',
    ServerTime: 'CEST',
    ...change,
  });

describe('a success envelope', () => {
  it('gives its list', () => {
    expect(read({ body: success([row(), row({ pay_id: '99298' })]) })).toEqual([
      row(),
      row({ pay_id: '99298' }),
    ]);
  });

  it('gives an empty list if nothing was paid', () => {
    expect(read({ body: success([]) })).toEqual([]);
  });

  it.each(['', 'Liste erfolgreich abgerufen', 'Incorrect spelling of token', null, undefined])(
    'is one whatever its message says: %p',
    (ResponseMsg) => {
      expect(read({ body: envelope({ ResponseMsg }) })).toEqual([row()]);
    },
  );

  it('may carry keys that the documentation does not know, and another zone', () => {
    const body = envelope({ totalRecords: 1, expected_payout: '84.71', ServerTime: 'CET' });
    expect(read({ body })).toEqual([row()]);
  });
});

describe('a success without a list', () => {
  it.each([
    ['no data', undefined],
    ['null', null],
    ['an object', { 0: row() }],
    ['a text', '[]'],
    ['a number', 0],
  ])('is an unexpected answer, not an empty page: %s', async (_, data) => {
    const error = await refusal({ body: envelope({ data }) });
    expect(error.kind).toBe('unexpected-answer');
    expect(error.what).toBe('SecPaid answered, but sent no list.');
    expect(error.next).toMatch(/try again later/);
    expect(error.retryable).toBe(false);
  });
});

describe('another spelling of the verdict', () => {
  it.each([
    ['ResponseCode "1"', { ResponseCode: '1' }],
    ['Result in small letters', { Result: 'true' }],
    ['Result as a boolean', { Result: true }],
    ['both', { ResponseCode: ' 1 ', Result: ' TRUE ' }],
  ])('is read as a yes: %s', (_, change) => {
    expect(read({ body: envelope(change) })).toEqual([row()]);
  });

  it.each([
    ['ResponseCode "0"', { ResponseCode: '0', Result: 'False' }],
    ['Result in small letters', { ResponseCode: 0, Result: 'false' }],
    ['Result as a boolean', { ResponseCode: 0, Result: false }],
  ])('is read as a no: %s', async (_, change) => {
    const error = await refusal({ body: envelope({ ...change, ResponseMsg: 'Invalid date' }) });
    expect(error).toMatchObject({ kind: 'server', what: 'SecPaid refused the request: “Invalid date”.' });
  });

  it('may begin with a byte order mark', () => {
    expect(read({ body: `\uFEFF${success([row()])}` })).toEqual([row()]);
  });
});

describe('an envelope that is neither success nor refusal', () => {
  it.each([
    ['Result "False"', { Result: 'False' }, 'ResponseCode 1, Result "False", HTTP 200'],
    ['no Result', { Result: undefined }, 'ResponseCode 1, no Result, HTTP 200'],
    ['Result as a list', { Result: ['True'] }, 'ResponseCode 1, Result ["True"], HTTP 200'],
    ['ResponseCode 0', { ResponseCode: 0 }, 'ResponseCode 0, Result "True", HTTP 200'],
    ['ResponseCode 2', { ResponseCode: 2 }, 'ResponseCode 2, Result "True", HTTP 200'],
    ['ResponseCode null', { ResponseCode: null }, 'ResponseCode null, Result "True", HTTP 200'],
    ['a long value', { Result: 'x'.repeat(500) }, `Result "${'x'.repeat(29)}, HTTP 200`],
  ])('is an unexpected answer that says what was unclear: %s', async (_, change, shown) => {
    const error = await refusal({ body: envelope({ ...change, ResponseMsg: 'Done' }) });
    expect(error).toMatchObject({ kind: 'unexpected-answer', retryable: false });
    expect(error.what).toContain('SecPaid’s answer says neither success nor failure (');
    expect(error.what).toContain(`${shown}): “Done”.`);
    expect(error.next).toMatch(/try again later.*tell SecPaid’s support\.$/);
  });

  it.each([400, 403, 422])('is a success that HTTP %d contradicts', async (status) => {
    const error = await refusal({ status, body: envelope({}) });
    expect(error.kind).toBe('unexpected-answer');
    expect(error.what).toContain(`(ResponseCode 1, Result "True", HTTP ${status})`);
  });

  it('does not show the token', async () => {
    const error = await refusal({ body: envelope({ Result: TOKEN, ResponseMsg: TOKEN }) });
    expect(error.message).not.toContain(TOKEN.slice(0, 4));
  });
});

describe('an error envelope', () => {
  it.each([200, 400, 403, 404, 422])('shows what SecPaid said, with HTTP %d', async (status) => {
    const error = await refusal({ status, body: errorEnvelope('Invalid date') });
    expect(error.kind).toBe('server');
    expect(error.what).toBe('SecPaid refused the request: “Invalid date”.');
    expect(error.next).toBe('Check the input; if it is right, try again later.');
    expect(error.message).toBe(`${error.what} ${error.next}`);
    expect(error.where).toBe(`${PLACE}, HTTP ${status}`);
    expect(error.retryable).toBe(false);
  });

  it.each([
    ['no text', undefined],
    ['null', null],
    ['an object', { en: 'No' }],
    ['an empty text', ''],
  ])('is one without a message too: %s', async (_, message) => {
    const error = await refusal({ body: errorEnvelope(message) });
    expect(error.kind).toBe('server');
    expect(error.what).toBe('SecPaid refused the request.');
  });

  it('keeps the message short', async () => {
    const error = await refusal({ body: errorEnvelope('x'.repeat(100_000)) });
    expect(error.message.length).toBeLessThan(400);
  });

  it('does not repeat the token that the server echoes', async () => {
    const error = await refusal({ body: errorEnvelope(`No account for ${TOKEN}, sorry (${TOKEN})`) });
    expect(error.what).toBe('SecPaid refused the request: “No account for •••, sorry (•••)”.');
  });

  it('does not repeat a token that is where the message is cut', async () => {
    for (let before = 180; before <= 205; before++) {
      const error = await refusal({ body: errorEnvelope(`${'x'.repeat(before)}${TOKEN}`) });
      expect(error.message).not.toContain(TOKEN.slice(0, 4));
    }
  });
});

describe('a refused token', () => {
  it.each([
    'Incorrect token or missing token',
    'Please enter token',
    'TOKEN abgelaufen',
    'The API-Token is wrong',
    'Your token has expired',
  ])('is known by the message “%s”, whatever the HTTP status', async (message) => {
    for (const status of [200, 400, 403, 422]) {
      const error = await refusal({ status, body: errorEnvelope(message) });
      expect(error.kind).toBe('authentication');
      expect(error.what).toBe('SecPaid refused the API token.');
      expect(error.next).toMatch(NEXT_TOKEN);
      expect(error.next).toMatch(/belongs to the environment/);
      expect(error.retryable).toBe(false);
    }
  });

  it('is known by HTTP 401, whatever the body', async () => {
    for (const body of [
      '',
      MAINTENANCE,
      errorEnvelope('No'),
      '{"message":"Unauthenticated."}',
      envelope({}),
    ]) {
      const error = await refusal({ status: 401, body });
      expect(error.kind).toBe('authentication');
      expect(error.next).toMatch(NEXT_TOKEN);
    }
  });
});

describe('a refusal about another token', () => {
  it.each(['Recipient: wrong token', 'Invalid recipient token at index 0'])(
    'is no refused API token with HTTP 401 either: %s',
    async (message) => {
      const { kind, what } = await refusal({ status: 401, body: errorEnvelope(message) });
      expect(kind).toBe('server');
      expect(what).toBe(`SecPaid refused the request: “${message}”.`);
    },
  );

  it('does not hide that SecPaid is down', async () => {
    const { what } = await refusal({ status: 503, body: errorEnvelope('Recipient: wrong token') });
    expect(what).toBe('SecPaid cannot answer at the moment (HTTP 503).');
  });

  it('is not meant by a message that is no text', async () => {
    expect((await refusal({ status: 401, body: errorEnvelope(['recipient']) })).kind).toBe('authentication');
    expect((await refusal({ status: 422, body: errorEnvelope('Recipient missing') })).kind).toBe('server');
  });

  it.each([
    'Invalid recipient token at index 0',
    'Invalid token at index 2',
    'Token of recipient 1 is unknown',
    'CSRF token mismatch.',
    'Unknown tokenizer',
  ])('is not one of the API token: “%s”', async (message) => {
    for (const status of [200, 400, 403]) {
      const error = await refusal({ status, body: errorEnvelope(message) });
      expect(error).toMatchObject({ kind: 'server', what: `SecPaid refused the request: “${message}”.` });
    }
  });
});

describe('a firewall', () => {
  it.each([MAINTENANCE, '', 'Forbidden', '{"message":"Forbidden"}'])(
    'is named for HTTP 403 without an envelope: %p',
    async (body) => {
      const error = await refusal({ status: 403, body });
      expect(error).toMatchObject({ kind: 'server', retryable: false, neverSent: true });
      expect(error.what).toMatch(/firewall refused the request/);
      expect(error.message).not.toMatch(/token/i);
    },
  );
});

describe('a proxy that asks for a login', () => {
  it('certainly did not let the request through', async () => {
    const error = await refusal({ status: 407, body: MAINTENANCE });
    expect(error).toMatchObject({ kind: 'network', retryable: false, neverSent: true });
    expect(error.what).toMatch(/proxy .* \(HTTP 407\)/);
  });
});

describe('too many requests', () => {
  it('are a rate limit that passes', async () => {
    const error = await refusal({ status: 429, body: '{"message":"Too Many Attempts."}' });
    expect(error.kind).toBe('rate-limit');
    expect(error.what).toBe('SecPaid’s limit of 60 requests a minute is used up.');
    expect(error.next).toMatch(/Wait a minute, or poll less often/);
    expect(error.retryable).toBe(true);
    expect(error.retryAfterMs).toBeUndefined();
  });

  it.each([
    ['30', 30_000],
    ['0', 0],
    ['86400', 86_400_000],
  ])('say how long to wait: Retry-After %s', async (header, ms) => {
    const error = await refusal({ status: 429, headers: { 'retry-after': header } });
    expect(error.retryAfterMs).toBe(ms);
  });

  it.each(['Wed, 21 Oct 2026 07:28:00 GMT', '', 'soon', '-5', '1.5', '1e9', '123456789012'])(
    'give no usable wait: Retry-After %p',
    async (header) => {
      const error = await refusal({ status: 429, headers: { 'retry-after': header } });
      expect(error.kind).toBe('rate-limit');
      expect(error.retryAfterMs).toBeUndefined();
    },
  );
});

describe('a server that cannot answer', () => {
  it.each([500, 502, 503, 504, 599])('is SecPaid’s own fault and passes: HTTP %d', async (status) => {
    for (const body of ['', MAINTENANCE, '{"message":"Server Error"}', envelope({})]) {
      const error = await refusal({ status, body });
      expect(error.kind).toBe('server');
      expect(error.what).toBe(`SecPaid cannot answer at the moment (HTTP ${status}).`);
      expect(error.next).toBe('Nothing is lost: try again later.');
      expect(error.retryable).toBe(true);
    }
  });

  it('may say how long to wait', async () => {
    const error = await refusal({ status: 503, headers: { 'retry-after': '7' } });
    expect(error.retryAfterMs).toBe(7000);
  });
});

describe('a web page instead of data', () => {
  it.each([200, 404])('says so, with HTTP %d', async (status) => {
    const error = await refusal({ status, body: `\n  ${MAINTENANCE}` });
    expect(error.kind).toBe('unexpected-answer');
    expect(error.what).toBe('SecPaid answered with a web page instead of data.');
    expect(error.next).toMatch(/check the environment/);
    expect(error.message).not.toContain('back soon');
  });
});

describe('an answer that is not the documented one', () => {
  const whole = success([row(), row({ pay_id: '99298' })]);

  it('is never an empty page, wherever it is cut off', async () => {
    for (let length = 0; length < whole.length; length++) {
      const error = await refusal({ body: whole.slice(0, length) });
      expect(error.kind).toBe('unexpected-answer');
      expect(error.what).toBe('SecPaid’s answer was cut off or is not the documented one.');
      expect(error.next).toMatch(/try again later\. If this keeps happening, tell SecPaid’s support\./);
    }
  });

  it.each(['', ' ', 'null', '0', '"True"', 'true', '[]', '{}', '{"data":[]}', '{"message":"Not Found"}'])(
    'is never an empty page: %p',
    async (body) => {
      for (const status of [200, 204, 400, 404]) {
        const error = await refusal({ status, body });
        expect(error.kind).toBe('unexpected-answer');
        expect(error.where).toBe(`${PLACE}, HTTP ${status}`);
      }
    },
  );
});

describe('a redirect', () => {
  it.each([300, 301, 302, 303, 304, 307, 308])('is refused: HTTP %d', async (status) => {
    for (const body of ['', MAINTENANCE, envelope({})]) {
      const error = await refusal({ status, headers: { location: 'https://elsewhere.example/' }, body });
      expect(error.kind).toBe('unexpected-answer');
      expect(error.what).toMatch(/redirect, which is not followed because the token would go along/);
      expect(error.next).toBe('Check the environment or base URL, then try again.');
      expect(error.retryable).toBe(false);
    }
  });
});

describe('an error', () => {
  it('is that of a cut-off answer if only a note holds markup', async () => {
    const { what } = await refusal({ body: '{"data":[{"recipient_note":"<b>' });
    expect(what).toBe('SecPaid’s answer was cut off or is not the documented one.');
  });

  it('quotes SecPaid on one line', async () => {
    const { what } = await refusal({ body: errorEnvelope('\n No such\r\nlink \u0000') });
    expect(what).toBe('SecPaid refused the request: “No such link”.');
  });

  it('tells where a list was missing', async () => {
    expect((await refusal({ body: success(null) })).where).toBe(`${PLACE}, HTTP 200`);
  });
});
