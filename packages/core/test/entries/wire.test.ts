import { describe, expect, it } from '@jest/globals';
import { decimal, fitForItems, flag, idOf, money, text, withExtras } from '../../src/entries/wire.ts';

describe('an encryption key that SecPaid echoes', () => {
  it.each(['encryption_key', 'encryptionKey', 'encryption-key', 'ENCRYPTION_KEY'])(
    'is left out: %s',
    (key) => {
      expect(fitForItems({ [key]: 'secret', kept: 1 })).toEqual({ kept: 1 });
      expect(fitForItems({ deep: [{ [key]: 'secret' }], kept: 1 })).toEqual({ kept: 1 });
    },
  );

  it.each(['encryption_key_id', 'my_encryption_key', 'encryption key', 'key'])('is not %s', (key) => {
    const fields = { [key]: 'x' };
    expect(fitForItems(fields)).toBe(fields);
  });
});

describe('a flag', () => {
  it.each<[unknown, boolean | undefined]>([
    [true, true],
    [false, false],
    ['true', true],
    ['TRUE', true],
    ['Yes', true],
    ['1', true],
    [1, true],
    ['false', false],
    ['No', false],
    ['', false],
    [0, false],
    [null, undefined],
    [undefined, undefined],
    [['true'], undefined],
  ])('may be %j: %j', (value, read) => {
    expect(flag(value)).toBe(read);
  });
});

describe('an id', () => {
  it.each<[unknown, string | null]>([
    ['99296', '99296'],
    [99296, '99296'],
    [' 0099296 ', '99296'],
    ['000', '0'],
    ['0012a', '0012a'],
    ['0012 34', '0012 34'],
    ['', null],
    [' ', null],
    [true, null],
    [null, null],
  ])('is read without blanks and leading zeros: %j is %j', (value, id) => {
    expect(idOf(value)).toBe(id);
  });
});

describe('a number', () => {
  it.each<[unknown, number | null]>([
    ['88.19', 88.19],
    [88.19, 88.19],
    ['.50', 0.5],
    ['1,234.56', 1234.56],
    ['-0.00', 0],
    ['1,234', null],
    ['x', null],
    [true, null],
    [null, null],
    [Infinity, null],
  ])('may be %j: %j', (value, number) => {
    expect(decimal(value)).toBe(number);
  });

  it('of money has no third decimal', () => {
    expect([money('1.234'), money('1.23'), money(1.234), money(1.23)]).toEqual([null, 1.23, null, 1.23]);
  });
});

it('a text may come as a number or a boolean, and as nothing else', () => {
  expect([text('x'), text(7), text(true), text(null), text({})]).toEqual(['x', '7', 'true', null, null]);
});

describe('what SecPaid sends besides', () => {
  it('follows the entry’s own fields, which it does not change', () => {
    const entry = { id: 'a', kind: 'payment' };
    expect(Object.entries(withExtras(entry, { table: 4, kind: 'x' }))).toEqual([
      ['id', 'a'],
      ['kind', 'payment'],
      ['table', 4],
    ]);
    expect(withExtras(entry, { kind: 'x' })).toBe(entry);
  });
});
