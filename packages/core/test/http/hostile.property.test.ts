import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSecPaidError } from '../../src/errors.ts';
import { readList } from '../../src/http/envelope.ts';
import { parseRow, toPayIn } from '../../src/entries/pay-in.ts';
import { numberTwins } from '../../src/entries/row.ts';
import { row } from '../support.ts';

const RUNS = 10_000;

/** Any JSON, with the values that go wrong most often among it. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '0',
    '-0.00',
    '1e400',
    'NaN',
    '__proto__',
    '2026-02-30 00:00:00',
    '0000-00-00 00:00:00',
    '9999-12-31 23:59:59',
    '2026-10-25 02:30:00',
    1e308,
    -0,
    [],
    {},
    [[]],
  ),
);

/** A documented row of which some keys are anything, and some are no keys that anybody knows. */
const hostileRow = fc
  .record({
    fields: fc.dictionary(
      fc.oneof(
        fc.constantFrom(...Object.keys(row()), 'id', 'kind', 'currency', '__proto__', 'toString'),
        fc.string(),
      ),
      anything,
      { maxKeys: 6 },
    ),
    whole: fc.boolean(),
  })
  .map(({ fields, whole }) => Object.fromEntries(Object.entries(whole ? { ...row(), ...fields } : fields)));

/** What a body that arrived as text becomes: entries, or the kind of a typed error; anything else is thrown on. */
function outcome(body: string, status = 200): string {
  try {
    const rows = readList({ status, headers: {}, body }, 'a test', (text) => text);
    const entries = numberTwins(rows.map((raw) => parseRow(raw, 'a test'))).map(toPayIn);
    for (const entry of entries) {
      if (!isSound(entry)) return `unsound: ${JSON.stringify(entry)}`;
    }
    return 'entries';
  } catch (error) {
    if (isSecPaidError(error)) return 'error';
    throw error;
  }
}

const KINDS = ['payment', 'refund', 'dispute', 'dispute_refund'];

function isSound(entry: ReturnType<typeof toPayIn>): boolean {
  const { id, kind, amount, created_at: createdAt } = entry;
  return (
    id !== '' &&
    KINDS.includes(kind) &&
    Number.isFinite(amount) &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+\d\d:\d\d$/.test(createdAt) &&
    typeof entry.is_refund === 'boolean' &&
    Object.getPrototypeOf(entry) === Object.prototype &&
    !JSON.stringify(entry).includes('"__proto__":')
  );
}

const envelope = (data: unknown): string => JSON.stringify({ ResponseCode: 1, Result: 'True', data });

describe('whatever SecPaid answers is entries or a typed error', () => {
  it('if rows hold anything', () => {
    let entries = 0;
    fc.assert(
      fc.property(fc.array(hostileRow, { maxLength: 4 }), (rows) => {
        const result = outcome(envelope(rows));
        expect(['entries', 'error']).toContain(result);
        if (result === 'entries' && rows.length > 0) entries++;
      }),
      { numRuns: RUNS },
    );
    expect(entries).toBeGreaterThan(RUNS / 20);
  });

  it('if each field in turn is anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(row())), anything, (key, value) => {
        expect(['entries', 'error']).toContain(outcome(envelope([row({ [key]: value })])));
      }),
      { numRuns: RUNS },
    );
  });

  it('if the envelope, or what is in its place, is anything', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc
            .dictionary(
              fc.constantFrom('ResponseCode', 'Result', 'ResponseMsg', 'data', '__proto__'),
              anything,
            )
            .map((fields) => JSON.stringify(fields)),
        ),
        fc.constantFrom(0, 200, 204, 299, 302, 400, 404, 418, 429, 500, 599, NaN),
        (body, status) => {
          expect(['entries', 'error']).toContain(outcome(body, status));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('if a right answer is cut off, or some of its characters are others', () => {
    const right = envelope([row(), row({ pay_id: '99298' })]);
    fc.assert(
      fc.property(fc.nat(right.length), fc.string(), fc.nat(20), (at, text, cut) => {
        expect(['entries', 'error']).toContain(outcome(right.slice(0, at) + text + right.slice(at + cut)));
      }),
      { numRuns: RUNS },
    );
  });

  it('and leaves the prototype of everything alone', () => {
    fc.assert(
      fc.property(fc.array(hostileRow, { maxLength: 3 }), (rows) => {
        outcome(envelope(rows));
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});
