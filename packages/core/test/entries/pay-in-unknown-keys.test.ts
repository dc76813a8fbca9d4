import { describe, expect, it } from '@jest/globals';
import { PAY_IN_FIELDS } from '../../src/entries/pay-in-fields.ts';
import { parseRow } from '../../src/entries/pay-in.ts';
import { entryOf, row } from '../support.ts';

describe('a key that the documentation does not know', () => {
  it('passes through unchanged', () => {
    const extra = {
      invoice: { number: 7, lines: ['a', null] },
      tags: ['x'],
      score: '12.50',
      flag: 'true',
      nothing: null,
      'key with blanks': '',
    };
    expect(entryOf(row(extra))).toMatchObject(extra);
  });

  it('comes after the entry’s own fields, which are in the order of the table', () => {
    const keys = Object.keys(entryOf({ table: 4, ...row({}) }));
    expect(keys).toEqual([...PAY_IN_FIELDS.map(({ key }) => key), 'table']);
  });

  it('does not replace the entry’s own id and kind', () => {
    expect(entryOf(row({ id: 'forged', kind: 'refund' }))).toMatchObject({
      id: '99296_20260520T185608_88.19',
      kind: 'payment',
    });
  });

  it('is harmless if it is called __proto__', () => {
    const text = `{"__proto__":{"polluted":true,"kind":"refund"},${JSON.stringify(row()).slice(1)}`;
    const raw: unknown = JSON.parse(text);
    const entry = entryOf(raw);
    expect(Object.getPrototypeOf(entry)).toBe(Object.prototype);
    expect(Object.keys(entry)).not.toContain('__proto__');
    expect(entry).not.toHaveProperty('polluted');
    expect(Object.assign({}, entry)).not.toHaveProperty('polluted');
    expect(entry).toStrictEqual(entryOf(row()));
    expect(Object.keys(parseRow(raw, 'a test').raw)).not.toContain('__proto__');
  });

  it('is left out if it is nested more than 20 levels deep', () => {
    const nested = (levels: number): unknown =>
      levels === 0 ? 'x' : levels % 2 === 0 ? [nested(levels - 1)] : { a: nested(levels - 1) };
    expect(entryOf(row({ more: nested(20) }))).toMatchObject({ more: nested(20) });
    expect(entryOf(row({ more: nested(21) }))).not.toHaveProperty('more');
  });

  it('is left out with __proto__ anywhere inside', () => {
    const raw: unknown = JSON.parse(
      `{"more":[{"a":{"__proto__":{"polluted":true}}}],"kept":[{"a":1}],${JSON.stringify(row()).slice(1)}`,
    );
    expect(entryOf(raw)).toMatchObject({ kept: [{ a: 1 }] });
    expect(entryOf(raw)).not.toHaveProperty('more');
  });

  it('is harmless if every object has a property of that name', () => {
    const extra = { constructor: 1, toString: 'text', hasOwnProperty: null, valueOf: [] };
    expect(Object.entries(entryOf(row(extra)))).toEqual(
      expect.arrayContaining(Object.entries({ ...entryOf(row()), ...extra })),
    );
  });
});
