import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { flipped } from '../../src/entries/flips.ts';
import { amountTexts, dateTexts } from '../../src/entries/mail-texts.ts';
import { INPUTS } from '../../src/forms/inputs.ts';
import { valueOf } from '../../src/forms/read-value.ts';
import { wallClock } from './documented-row.ts';
import { entryOf, row } from '../support.ts';

describe('the texts for mails', () => {
  it.each([
    [49.9, '49.90 EUR', '49,90 €'],
    [0, '0.00 EUR', '0,00 €'],
    [-5, '-5.00 EUR', '-5,00 €'],
    [999.99, '999.99 EUR', '999,99 €'],
    [1234.5, '1,234.50 EUR', '1.234,50 €'],
    [-1234567.89, '-1,234,567.89 EUR', '-1.234.567,89 €'],
  ])('write %p as %p and as %p', (amount, amount_text, amount_text_de) => {
    expect(entryOf(row({ amount }))).toMatchObject({ amount, amount_text, amount_text_de });
  });

  it('name another currency by its code', () => {
    expect(entryOf(row({ currency: 'CHF' }))).toMatchObject({
      amount_text: '88.19 CHF',
      amount_text_de: '88,19 CHF',
    });
  });

  it('show SecPaid’s wall clock, whatever the offset in the answer is', () => {
    expect(entryOf(row({ created_at: '2026-12-31T23:30:00Z' }))).toMatchObject({
      date_text: '2027-01-01 00:30',
      date_text_de: '01.01.2027 00:30',
    });
  });

  it('are null if SecPaid says neither amount nor date', () => {
    expect({ ...amountTexts(null, 'EUR'), ...dateTexts(undefined) }).toEqual({
      amount_text: null,
      amount_text_de: null,
      date_text: null,
      date_text_de: null,
    });
  });

  it('have the sign of what went back, if a payment was refunded in place', () => {
    const refund = flipped(entryOf(row()), 'refund');
    expect(refund).toMatchObject({ amount: -88.19, amount_text: '-88.19 EUR', amount_text_de: '-88,19 €' });
  });

  it('replace fields of the same name that SecPaid might send', () => {
    expect(entryOf(row({ amount_text: 'x', date_text: 'y' }))).toMatchObject({
      amount_text: '88.19 EUR',
      date_text: '2026-05-20 18:56',
    });
  });

  it('say nothing but the amount and the minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999_99, max: 9_999_999_99 }), wallClock, (cents, wall) => {
        const amount = cents / 100;
        const texts = { ...amountTexts(amount, 'EUR'), ...dateTexts(wall) };
        for (const text of [texts.amount_text, texts.amount_text_de]) {
          expect(text?.startsWith('-')).toBe(amount < 0);
          const read = valueOf({ amount: text?.replace('-', '') }, 'amount', INPUTS.amount);
          expect(read).toBe(Math.abs(amount));
        }
        const [, day, month, year, time] =
          /^(..)\.(..)\.(....) (.....)$/.exec(texts.date_text_de ?? '') ?? [];
        expect(`${year}-${month}-${day} ${time}`).toBe(wall.slice(0, 16));
        expect(texts.date_text).toBe(wall.slice(0, 16));
      }),
    );
  });
});
