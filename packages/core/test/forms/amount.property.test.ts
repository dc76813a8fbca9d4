import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eurosOf } from '../../src/forms/amount.ts';
import { failureOf } from '../support.ts';

const read = (value: unknown): number | undefined =>
  eurosOf({ label: 'Amount', expected: 'an amount in euros' }, value);

const cents = fc.integer({ min: 0, max: 99_999_999_999 });

describe('any amount', () => {
  it('is read back from its German and its English spelling, with the cents written', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        for (const language of ['de-DE', 'en-US', 'fr-FR', 'de-CH']) {
          const text = new Intl.NumberFormat(language, { minimumFractionDigits: 2 }).format(amount / 100);
          expect([text, read(text)]).toEqual([text, amount / 100]);
          expect(read(`${text} €`)).toBe(amount / 100);
        }
      }),
    );
  });

  it('is read back as JavaScript writes it', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        expect(read(String(amount / 100))).toBe(amount / 100);
      }),
    );
  });

  it('is refused if it is written with thousands and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1000, max: 999_999 }),
        fc.constantFrom('.', ','),
        async (whole, separator) => {
          const text = `${Math.trunc(whole / 1000)}${separator}${String(whole % 1000).padStart(3, '0')}`;
          const error = await failureOf(() => read(text));
          expect(error.what).toContain(`Amount ${text} may mean ${whole} or `);
        },
      ),
    );
  });

  it('is a number of at most two decimals, or refused, whatever the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9., €-]{0,12}$/), (text) => {
        try {
          const euros = read(text);
          expect(euros ?? 0).toBe(Number((euros ?? 0).toFixed(2)));
        } catch (error) {
          expect(error).toMatchObject({ kind: 'validation' });
        }
      }),
    );
  });
});
