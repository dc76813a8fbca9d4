import { describe, expect, it } from '@jest/globals';
import { renamed, withoutBlanks } from '../../src/forms/form.ts';
import type { ChoiceInput } from '../../src/forms/input.ts';
import { INPUTS } from '../../src/forms/inputs.ts';
import { choiceOf, choicesOf, valueOf } from '../../src/forms/read-value.ts';
import { failureOf } from '../support.ts';

const TYPED = Object.values(INPUTS).filter((input) => 'kind' in input);
const CHOICES: readonly ChoiceInput[] = Object.values(INPUTS).filter((input) => 'choices' in input);

const wrongTypes: readonly [unknown, string][] = [
  [undefined, 'undefined'],
  [null, 'null'],
  [['99296'], 'a list'],
  [[], 'a list'],
  [{ id: 99296 }, 'an object'],
  [() => 1, 'a function'],
  [Symbol('x'), 'a symbol'],
];

describe.each(TYPED.map((input) => [input.label, input] as const))('the field %s', (label, input) => {
  it.each(wrongTypes)('refuses %p and names its type', async (value, type) => {
    const error = await failureOf(() => valueOf({ field: value }, 'field', input));
    expect(error.kind).toBe('validation');
    expect(error.what).toBe(`${label} must be ${input.expected}, but it is ${type}.`);
    expect(error.next).toMatch(value == null ? /^Check the expression in / : /^Correct .* and try again\./);
    expect(error.next).toMatch(/Nothing was sent to SecPaid\.$/);
  });

  it.each(['', '  ', '\u00a0'])('is empty if nothing is entered: %j', (blank) => {
    expect(valueOf({ field: blank }, 'field', input)).toBeUndefined();
  });

  it('is not set if it is not there', () => {
    expect(valueOf({}, 'field', input)).toBeUndefined();
    expect(valueOf({}, 'toString', input)).toBeUndefined();
  });
});

describe('a boolean for a field that takes none', () => {
  it.each(TYPED.filter(({ kind }) => kind !== 'flag').map((input) => [input.label, input] as const))(
    'is refused: %s',
    async (_, input) => {
      expect((await failureOf(() => valueOf({ field: true }, 'field', input))).what).toMatch(
        /but it is true\.$/,
      );
    },
  );
});

describe('a date for a field that takes a text', () => {
  it('is refused, since a text can be written in many ways', async () => {
    const now = { toISO: () => '2026-05-20T18:56:08.000+02:00' };
    for (const value of [now, new Date()]) {
      const error = await failureOf(() => valueOf({ note: value }, 'note', INPUTS.recipientNote));
      expect(error.what).toBe('Note must be a text, but it is a date.');
    }
  });

  it('may be written as text', () => {
    const text = '2026-05-20T18:56:08.000+02:00';
    expect(valueOf({ note: text }, 'note', INPUTS.recipientNote)).toBe(text);
  });
});

describe('a pay ID', () => {
  it.each([
    ['99296', '99296'],
    [' 99296 ', '99296'],
    [99296, '99296'],
    ['99,296', '99296'],
    ['99.296', '99296'],
    ['1 099\u00a0296', '1099296'],
    ['99 296', '99296'],
    ['99296.0', '99296'],
    ['1,099,296', '1099296'],
    ['00099296', '00099296'],
  ])('is read from %j', (value, digits) => {
    expect(valueOf({ payId: value }, 'payId', INPUTS.payId)).toBe(digits);
  });

  it.each(['99-296', '9,9296', '99,29', '99,296.000', 'abc', -1, 99296.5, NaN, Infinity, '1'.repeat(16)])(
    'is not read from %j',
    async (value) => {
      const error = await failureOf(() => valueOf({ payId: value }, 'payId', INPUTS.payId));
      expect(error.what).toMatch(/^Pay ID must be digits only/);
    },
  );
});

describe('a whole number', () => {
  it.each([
    ['7', 7],
    [' 7 ', 7],
    [7, 7],
    ['7.0', 7],
    ['0', 0],
    ['-1', -1],
  ])('is read from %j', (value, number) => {
    expect(valueOf({ days: value }, 'days', INPUTS.backfillDays)).toBe(number);
  });

  it.each(['seven', '1.5', 1.5, '1.000.000', '7 days', '1e3'])('is not read from %j', async (value) => {
    const error = await failureOf(() => valueOf({ days: value }, 'days', INPUTS.backfillDays));
    expect(error.what).toMatch(/^Backfill Days must be a whole number from 1 to 365, but it is /);
  });
});

describe('yes or no', () => {
  it.each([
    ...[true, 'true', 'True', ' TRUE ', 'yes', 'ja', '1', 1].map((value) => [value, true] as const),
    ...[false, 'false', 'FALSE', 'no', 'nein', '0', 0].map((value) => [value, false] as const),
  ])('is read from %j', (value, flag) => {
    expect(valueOf({ all: value }, 'all', INPUTS.returnAll)).toBe(flag);
  });

  it.each(['maybe', 2, '2'])('is not read from %j', async (value) => {
    const error = await failureOf(() => valueOf({ all: value }, 'all', INPUTS.returnAll));
    expect(error.what).toMatch(/^Return All must be true or false, but it is /);
  });
});

describe('a list to choose from', () => {
  const kindsOf = (kinds: unknown): string[] => choicesOf({ kinds }, 'kinds', INPUTS.kinds);

  it.each<[unknown, string[]]>([
    [
      ['payment', 'refund'],
      ['payment', 'refund'],
    ],
    ['payment, refund', ['payment', 'refund']],
    ['["refund"]', ['refund']],
    ["['payment', 'dispute_refund']", ['payment', 'dispute_refund']],
    [' Refund ', ['refund']],
    ['Dispute Refund', ['dispute_refund']],
    [['refund', 'REFUND'], ['refund']],
    ['', []],
    ['[]', []],
    [[], []],
    [[' '], []],
  ])('is read from %j', (value, chosen) => {
    expect(kindsOf(value)).toEqual(chosen);
  });

  it.each<[unknown, string]>([
    ['sale', '"sale"'],
    ['payment, sale', '"sale"'],
    [[['payment']], 'a list'],
    [[{ value: 'payment' }], 'an object'],
    [{ 0: 'payment' }, 'an object'],
    [true, 'true'],
    [undefined, 'undefined'],
    [null, 'null'],
    [[null], 'null'],
    ['constructor', '"constructor"'],
  ])('is not read from %j', async (value, shown) => {
    const error = await failureOf(() => kindsOf(value));
    expect(error.what).toBe(
      `Kinds must be one of payment, refund, dispute, dispute_refund, but it is ${shown}.`,
    );
  });

  it.each(CHOICES.map((input) => [input.label, input] as const))(
    'knows its values and labels: %s',
    (_, input) => {
      for (const [value, label] of Object.entries(input.choices)) {
        const [name = ''] = label.split(': ');
        for (const text of [value, value.toUpperCase(), name]) {
          expect(choicesOf({ field: text }, 'field', input)).toEqual([value]);
        }
      }
    },
  );

  it('may take one alone', async () => {
    expect(choiceOf({ startFrom: 'Backfill' }, 'startFrom', INPUTS.startFrom)).toBe('backfill');
    expect(choiceOf({}, 'startFrom', INPUTS.startFrom)).toBeUndefined();
    const error = await failureOf(() => choiceOf({ sort: 'newest,oldest' }, 'sort', INPUTS.sort));
    expect(error.what).toMatch(/^Sort must be only one of newest, oldest/);
  });
});

describe('a form whose fields cannot be removed', () => {
  it('does not set those that are blank', () => {
    const form = { a: '', b: ' ', c: null, d: undefined, e: 0, f: false, g: [], h: 'x' };
    expect(withoutBlanks(form)).toEqual({ e: 0, f: false, g: [], h: 'x' });
  });

  it('is read under other names', () => {
    expect(renamed({ pay_id: 1, date: 2 }, { pay_id: 'payId' })).toEqual({ payId: 1, date: 2 });
  });
});
