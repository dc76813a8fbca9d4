import { describe, expect, it } from '@jest/globals';
import { eurosOf } from '../../src/forms/amount.ts';
import { failureOf } from '../support.ts';

const read = (value: unknown): number | undefined =>
  eurosOf({ label: 'Amount', expected: 'an amount in euros' }, value);

describe('an amount with one meaning', () => {
  it.each([
    ['49,99', 49.99],
    ['12,5', 12.5],
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ['1 234,56', 1234.56],
    ['1\u00a0234,56', 1234.56],
    ['1.234.567', 1234567],
    ['49.99 €', 49.99],
    ['€ 49,99', 49.99],
    ['EUR 49.99', 49.99],
    ['49,99 Euro', 49.99],
    ["1'234.56", 1234.56],
    ['1\u202f234,56', 1234.56],
    ['12,345,678.90', 12345678.9],
    [',50', 0.5],
    [0, 0],
    ['-0', 0],
    ['1000', 1000],
    ['-5', -5],
    [49.9, 49.9],
    ['', undefined],
  ])('is read: %j', (text, euros) => {
    expect(read(text)).toBe(euros);
  });
});

describe('an amount that may mean two', () => {
  it.each(['1.000', '12.500', '1.250', '1,000', '1,234', '49.990'])('is refused: %s', async (text) => {
    expect((await failureOf(() => read(text))).what).toContain(`Amount ${text} may mean `);
  });

  it('is refused with both meanings', async () => {
    expect((await failureOf(() => read('1.000'))).message).toContain(
      'Amount 1.000 may mean 1000 or 1.00. Write 1000 or 1.00.',
    );
    expect((await failureOf(() => read('1,234'))).message).toContain(
      'Amount 1,234 may mean 1234 or 1.234. Write 1234, or an amount with at most two decimals.',
    );
  });
});

describe('what is no amount', () => {
  it.each([
    '0.500',
    '1.23.45',
    '1.2345',
    'ten',
    '1,23,4',
    '49.99 USD',
    '1.234 567',
    '12 34',
    '1,234,56',
    '€',
    NaN,
  ])('is refused: %s', async (text) => {
    expect((await failureOf(() => read(text))).what).toContain('Amount must be an amount in euros');
  });
});
