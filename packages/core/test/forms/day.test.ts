import { describe, expect, it } from '@jest/globals';
import { INPUTS } from '../../src/forms/inputs.ts';
import { valueOf } from '../../src/forms/read-value.ts';
import { failureOf } from '../support.ts';

const dayOf = (date: unknown): string | undefined => valueOf({ date }, 'date', INPUTS.date);
/** As n8n passes $now and $today: an object that writes itself. */
const luxon = (iso: string | null) => ({ toISO: () => iso, toJSON: () => iso });

describe('a day', () => {
  it.each<[string, unknown, string]>([
    ['as it is written', '2026-05-20', '2026-05-20'],
    ['with white space around it', ' 2026-05-20 ', '2026-05-20'],
    ['$today in Berlin', luxon('2026-05-20T00:00:00.000+02:00'), '2026-05-20'],
    ['$today in New York', luxon('2026-05-20T00:00:00.000-04:00'), '2026-05-20'],
    ['$now', luxon('2026-05-20T18:56:08.123+02:00'), '2026-05-20'],
    ['$now in New York, the next day in Berlin', luxon('2026-05-20T18:56:08.123-04:00'), '2026-05-21'],
    ['$today as text', '2026-05-20T00:00:00.000+02:00', '2026-05-20'],
    ['midnight in UTC', '2026-05-20T00:00:00.000Z', '2026-05-20'],
    ['an instant in UTC, the next day in Berlin', '2026-05-20T22:30:00Z', '2026-05-21'],
    ['an instant in winter, still the same day in Berlin', '2026-12-20T22:30:00Z', '2026-12-20'],
    ['an offset without a colon', '2026-05-20T22:30:00+0000', '2026-05-21'],
    ['no seconds', '2026-05-20T22:30Z', '2026-05-21'],
    ['new Date()', new Date('2026-05-20T22:30:00Z'), '2026-05-21'],
    ['what n8n’s picker stores', '2026-05-20T00:00:00', '2026-05-20'],
    ['an entry’s own created_at', '2026-05-20T23:56:08+02:00', '2026-05-20'],
    ['SecPaid’s own spelling', '2026-05-20 23:56:08', '2026-05-20'],
  ])('is read: %s', (_, value, day) => {
    expect(dayOf(value)).toBe(day);
  });

  it.each<[string, unknown]>([
    ['a day that is not there', '2026-02-30'],
    ['a time that is not there', '2026-05-20T25:00:00Z'],
    ['a time that is not there, without offset', '2026-05-20 99:00:00'],
    ['a day that may mean two', '05/06/2026'],
    ['a word', 'today'],
    ['a number', 1779296168000],
    ['a Date that is none', new Date(NaN)],
    ['a DateTime that is none', luxon(null)],
    ['an object', { date: '2026-05-20' }],
    ['a list', ['2026-05-20']],
    ['true', true],
    ['undefined', undefined],
    ['null', null],
  ])('is refused: %s', async (_, value) => {
    const error = await failureOf(() => dayOf(value));
    expect(error.what).toMatch(/^Date must be a real day written YYYY-MM-DD, such as 2026-05-20, but it is /);
  });
});
