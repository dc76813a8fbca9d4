import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { authentication } from '../src/authentication.ts';
import app from '../src/index.ts';
import { inputsOf, STEPS } from './steps.ts';
import { startWorld } from './support.ts';

/*
 * first-app.json is the definition of the first app that users got (commit 737ebde): its keys, types and choices.
 * Never change it: Zaps have stored them.
 */

interface Field {
  readonly key: string;
  readonly required?: boolean;
  readonly choices?: readonly string[];
}
interface SavedStep {
  readonly key: string;
  readonly sample: string;
  readonly inputFields: readonly Field[];
  readonly outputFields: readonly Field[];
}

const first = JSON.parse(readFileSync(join(__dirname, 'first-app.json'), 'utf8')) as {
  readonly authentication: { readonly type: string; readonly fields: readonly Field[] };
} & Readonly<Record<'triggers' | 'creates' | 'searches', readonly SavedStep[]>>;

const KINDS = { trigger: first.triggers, create: first.creates, search: first.searches } as const;
const saved = (['trigger', 'create', 'search'] as const).flatMap((kind) =>
  KINDS[kind].map((step) => [`${kind} ${step.key}`, step] as const),
);

/** Today's step of the same kind and key. */
function today(title: string) {
  const found = STEPS.find(({ kind, key }) => `${kind} ${key}` === title);
  if (!found) throw new Error(`The app has no ${title} any more.`);
  return found;
}

/** Each saved field as today's of the same key has it, with the saved choices that there still are. */
function kept(before: readonly Field[], now: readonly object[]): unknown[] {
  const byKey = new Map(now.map((one) => ['key' in one ? one.key : '', one]));
  return before.map(({ key, choices }) => {
    const field = { ...byKey.get(key) } as { choices?: readonly (string | { value: string })[] };
    const values = (field.choices ?? []).map((one) => (typeof one === 'string' ? one : one.value));
    return choices ? { ...field, choices: choices.filter((one) => values.includes(one)) } : field;
  });
}

describe('a Zap of the first app', () => {
  it.each(saved)('keeps the input fields of %s, their types and choices', (title, { inputFields }) => {
    const now = kept(inputFields, inputsOf(today(title)));
    // A field may become optional.
    expect(now).toMatchObject(inputFields.map((field) => ({ ...field, required: expect.any(Boolean) })));
  });

  it.each(saved)('needs no field that it did not need: %s', (title, { inputFields }) => {
    const before = inputFields.filter(({ required }) => required).map(({ key }) => key);
    const now = inputsOf(today(title)).filter(({ required }) => required);
    expect(before).toEqual(expect.arrayContaining(now.map(({ key }) => key)));
  });

  it.each(saved)('keeps the output fields of %s and their types', (title, { outputFields }) => {
    expect(kept(outputFields, today(title).operation.outputFields)).toMatchObject(outputFields);
  });

  it.each(saved)('keeps the id of %s byte for byte', (title, { sample }) => {
    expect(today(title).operation.sample.id).toBe(sample);
  });

  it('keeps its connection', () => {
    expect(authentication.type).toBe(first.authentication.type);
    expect(kept(first.authentication.fields, authentication.fields)).toMatchObject(
      first.authentication.fields,
    );
    expect(app.authentication).toBe(authentication);
  });
});

describe('what Zapier has remembered', () => {
  it('holds the ids that entries have today', async () => {
    const { account, poll, pollPayOuts } = await startWorld();
    const paid = account.pay({ amount: 42.5, at: '2026-06-10 10:00:00' });
    account.payTwin(paid);
    account.refund(paid.pay_id, { at: '2026-06-10 11:00:00' });
    account.dispute(paid.pay_id, { amount: 5, at: '2026-06-10 12:00:00' });
    account.payPersonalQr({ amount: 1.1, at: '2026-06-10 14:00:00' });
    account.payouts.payOut('2026-06-10', '2026-06-11 09:00:00');
    const events = ['payment', 'refund', 'dispute'];
    const ids = [...(await poll({ events })), ...(await pollPayOuts())].map(({ id }) => id);
    expect(ids.sort()).toEqual(
      [
        '99300_20260610T100000_42.5',
        '99300_20260610T100000_42.5_2',
        '99300_20260610T110000_-42.5',
        '99300_20260610T120000_-5',
        '99301_20260610T140000_1.1',
        '21500',
      ].sort(),
    );
  });
});
