import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readList } from '../../src/http/envelope.ts';
import { isSecPaidError } from '../../src/errors.ts';
import { row, success, TOKEN } from '../support.ts';

const whole = success([row()]);

/** Bodies from pure noise to nearly correct ones. */
const body = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.nat(whole.length).map((length) => whole.slice(0, length)),
  fc.array(fc.jsonValue()).map(success),
  fc
    .record(
      {
        ResponseCode: fc.constantFrom<unknown>(1, 0, '1', null, true),
        Result: fc.constantFrom<unknown>('True', 'False', true, null),
        ResponseMsg: fc.oneof(fc.string(), fc.jsonValue(), fc.constant(`your token is ${TOKEN}`)),
        data: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    .map((envelope) => JSON.stringify(envelope)),
);
const status = fc.oneof(fc.constant(200), fc.integer({ min: 100, max: 599 }));
const headers = fc.oneof(
  fc.constant({}),
  fc.record({ 'retry-after': fc.oneof(fc.string(), fc.nat().map(String)) }),
);

describe('whatever the server answers', () => {
  it('it is a list or a SecPaidError, and a list only from a success envelope', () => {
    const met = { list: 0, error: 0 };
    fc.assert(
      fc.property(status, headers, body, (statusCode, headerFields, text) => {
        const response = { status: statusCode, headers: headerFields, body: text };
        try {
          const list = readList(response, 'here', (said) => said.replaceAll(TOKEN, '•••'));
          expect(statusCode).toBeLessThan(300);
          const envelope: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
          const { ResponseCode, Result } = Object(envelope) as Record<string, unknown>;
          expect([String(ResponseCode).trim(), String(Result).trim().toLowerCase()]).toEqual(['1', 'true']);
          expect(envelope).toMatchObject({ data: list });
          met.list++;
        } catch (error) {
          if (!isSecPaidError(error)) throw error;
          expect(error.where).toBe(`here, HTTP ${statusCode}`);
          expect(error.message).not.toContain(TOKEN);
          expect(error.what).toMatch(/^SecPaid.*\.$/su);
          expect(error.next).toMatch(/\.$/);
          expect(error.retryAfterMs ?? 0).toBeGreaterThanOrEqual(0);
          met.error++;
        }
      }),
      { numRuns: 2000 },
    );
    expect(met.list).toBeGreaterThan(100);
    expect(met.error).toBeGreaterThan(1000);
  });

  it('every row of a success reaches the caller as it was sent', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (rows) => {
        const text = success(rows);
        expect(JSON.stringify(readList({ status: 200, headers: {}, body: text }, 'here', String))).toBe(
          JSON.stringify(rows),
        );
      }),
    );
  });
});
