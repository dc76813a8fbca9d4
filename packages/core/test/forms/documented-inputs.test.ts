import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { type Form } from '../../src/forms/form.ts';
import { INPUTS } from '../../src/forms/inputs.ts';
import { createLinkBody } from '../../src/endpoints/link-requests.ts';
import { choicesOf, valueOf } from '../../src/forms/read-value.ts';
import { failureOf } from '../support.ts';

const readers: Readonly<Record<string, (form: Form) => unknown>> = {
  amount: (form) => valueOf(form, 'field', INPUTS.amount),
  date: (form) => valueOf(form, 'field', INPUTS.date),
  'whole number': (form) => valueOf(form, 'field', INPUTS.backfillDays),
  ID: (form) => valueOf(form, 'field', INPUTS.payId),
  'link ID': (form) => valueOf(form, 'field', INPUTS.linkId),
  'true, false': (form) => valueOf(form, 'field', INPUTS.simplify),
  list: (form) => choicesOf(form, 'field', INPUTS.kinds),
  address: (form) => {
    const callbackUrl = valueOf(form, 'field', INPUTS.callbackUrl);
    return createLinkBody({ amount: 1, callbackUrl })['callback_url'];
  },
};

const page = readFileSync(new URL('../../../../docs/inputs.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| (\w[^|]*?) +\| `(.*?)` +\| (.*?) +\|$/gm)].map(
  ([, kind = '', entered = '', outcome = '']) => [kind, entered, outcome] as const,
);

describe('docs/inputs.md tells the truth:', () => {
  it('has rows of every kind', () => {
    expect(new Set(rows.map(([kind]) => kind))).toEqual(new Set(Object.keys(readers)));
    expect(rows.length).toBeGreaterThan(45);
  });

  it.each(rows)('%s %s: %s', async (kind, entered, outcome) => {
    const read = (): unknown => readers[kind]?.({ field: entered });
    if (outcome.startsWith('refused')) {
      expect((await failureOf(read)).kind).toBe('validation');
      return;
    }
    const value = read();
    const [, documented] = /^`(.*?)`/.exec(outcome) ?? [];
    expect(typeof value === 'string' ? value : JSON.stringify(value)).toBe(documented);
  });
});
