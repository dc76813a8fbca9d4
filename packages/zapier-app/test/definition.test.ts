import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PAY_IN_FIELDS } from '@secpaid/core';
import zapier from 'zapier-platform-core';
import app from '../src/index.ts';
import { authentication } from '../src/authentication.ts';
import { type InputField, inputsOf, perform, type Step, stepOf, STEPS } from './steps.ts';
import { AUTH, failure, sentencesOf, startWorld, TOKEN } from './support.ts';

const folder = join(__dirname, '..');
const steps = STEPS.map((step) => [step.display.label, step] as const);
const ofKind = (kind: Step['kind']): [string, Step][] =>
  STEPS.filter((step) => step.kind === kind).map((step) => [step.display.label, step]);
const outputsOf = ({ operation }: Step): Step['operation']['outputFields'] => operation.outputFields;
const allFields: readonly InputField[] = [...authentication.fields, ...STEPS.flatMap(inputsOf)];

/** Every text in the definition and the guide. */
const texts = JSON.stringify(app) + readFileSync(join(folder, '../../docs/zapier.md'), 'utf8');

/** A sample with the keys of its first line item as Zapier writes them: "payments[]amount". */
const flat = (sample: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(sample).flatMap(([key, value]) => {
      if (!Array.isArray(value)) return [[key, value]];
      const items: readonly unknown[] = value;
      return Object.entries(Object(items[0]) as object).map(([inner, one]) => [`${key}[]${inner}`, one]);
    }),
  );

const isTitleCase = (label: string): boolean => label.split(/[ -]/).every((word) => /^[A-Z0-9]/.test(word));

describe('Zapier’s publish checks', () => {
  it('D002: the token’s help links to if it is found and names the path', () => {
    const help = authentication.fields.find(({ key }) => key === 'api_token')?.helpText;
    expect(help).toContain('](https://app.secpaid.com)');
    expect(help).toContain('](https://app.dev.secpaid.com)');
    expect(help).toContain('Settings → API & Integrations');
  });

  it.each(steps)('D001: %s does not ask for the token, which the connection has', (_, step) => {
    const asked = inputsOf(step).map(({ key, label }) => `${key} ${label}`);
    expect(asked.filter((one) => /api.?(key|token)|secret|password/i.test(one))).toEqual([]);
  });

  it('D003, 5.6: the connection’s label shows no secret and is not the app’s name', async () => {
    const { connect } = await startWorld();
    const result = await connect();
    const label = authentication.connectionLabel.replaceAll(
      /{{(\w+)}}/g,
      (_, key: string) => result[key] ?? '?',
    );
    expect(label).toMatch(/^Production \([0-9a-f]{6}\)$/);
    expect(label).not.toMatch(/secpaid|api_token|authData/i);
    for (let at = 0; at + 4 <= TOKEN.length; at++) expect(label).not.toContain(TOKEN.slice(at, at + 4));
    expect(authentication.fields).toContainEqual(
      expect.objectContaining({ key: 'api_token', type: 'password' }),
    );
  });

  it('D007, D008: every link is https and well formed', () => {
    const links = texts.match(/\bhttps?:\/\/[^\s)"'`|]+/g) ?? [];
    const outside = links.filter((link) => !link.startsWith('http://127.0.0.1:'));
    expect(outside.length).toBeGreaterThanOrEqual(2);
    for (const link of outside) expect(new URL(link).protocol).toBe('https:');
  });

  it.each(ofKind('search'))('D009: %s has fields', (_, step) => {
    expect(inputsOf(step)).not.toEqual([]);
  });

  it.each(steps)('D010, D012: the sample of %s has the primary key', (_, { key, operation }) => {
    expect(operation.sample).toMatchObject({
      [key === 'find_payment_status' ? 'pay_id' : 'id']: expect.stringMatching(
        /^\d+(_\d{8}T\d{6}_-?[\d.]+)?(_approved)?$|^[\d-]{10}_[\d-]{10}$/,
      ) as unknown,
    });
  });

  it.each(steps)('D018: the labels of %s are in title case', (name, step) => {
    const labels = [name, step.noun, ...[...allFields, ...outputsOf(step)].map(({ label }) => label)];
    for (const label of labels) expect([label, isTitleCase(label)]).toEqual([label, true]);
  });

  const BEGINNINGS = { trigger: /^Triggers when /, search: /^Finds /, create: /^(Creates|Deletes) / };
  it.each(steps)(
    'D021: the description of %s says when it triggers or what it does, in one sentence',
    (_, step) => {
      expect(step.display.description).toMatch(BEGINNINGS[step.kind]);
      expect(step.display.description).toMatch(/^[^.]+\.$/);
    },
  );

  it.each(steps)('D023: dates of %s are ISO 8601 with an offset', (_, step) => {
    const dates = outputsOf(step).filter(({ type }) => type === 'datetime');
    const own = { find_payment_status: ['paid_at'], delete_payment_link: [], get_summary: [] }[step.key];
    expect(dates.map(({ key }) => key)).toEqual(expect.arrayContaining(own ?? ['created_at']));
    const sample = flat(step.operation.sample);
    for (const { key } of dates) {
      expect(sample[key]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    }
  });

  it.each(steps)('D024: the sample of %s has the types of the output fields', (_, step) => {
    const written: Readonly<Record<string, string>> = { datetime: 'string', file: 'string' };
    const types = outputsOf(step).map(({ key, type }) => [key, written[type] ?? type]);
    const sample = flat(step.operation.sample);
    expect(
      Object.entries(sample)
        .map(([key, value]) => [key, typeof value])
        .sort(),
    ).toEqual(types.sort());
  });

  it('D027: the core is pinned exactly, and the one that runs here', () => {
    const { dependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(dependencies).toEqual({ 'zapier-platform-core': zapier.version });
    expect(app.platformVersion).toBe(zapier.version);
  });

  it('D028: input data is not cleaned', () => {
    expect(app.flags?.cleanInputData).toBe(false);
  });

  it.each([{}, { isLoadingSample: true }, { isPopulatingDedupe: true }])(
    'T004: every output key is there in each answer (%j)',
    async (meta) => {
      const { account, poll, find } = await startWorld();
      const { pay_id } = account.pay({ amount: 10 });
      account.refund(pay_id);
      const answers = [...(await poll({ events: ['payment', 'refund'] }, meta)), ...(await find({ pay_id }))];
      expect(answers).toHaveLength(4);
      const keys = PAY_IN_FIELDS.map(({ key }) => key).sort();
      for (const answer of answers) expect(Object.keys(answer).sort()).toEqual(keys);
    },
  );
});

describe('Zapier’s style', () => {
  it.each(steps)('the description of %s does not name the app, which is beside it', (_, { display }) => {
    expect(display.description).not.toMatch(/secpaid|zapier/i);
  });

  it('no field is called ID and nothing else', () => {
    const labels = STEPS.flatMap(inputsOf).map(({ label }) => label);
    expect(labels.filter((label) => /^ids?$/i.test(label.trim()))).toEqual([]);
  });

  const optional = ofKind('search').filter(([, step]) => inputsOf(step).every(({ required }) => !required));
  it.each(optional)(
    '%s can be left empty, which is an error, and the help of what fills it says so',
    async (_, step) => {
      await startWorld();
      const find = async (inputData: object): Promise<unknown> =>
        await perform(step, { authData: AUTH, inputData });
      expect(sentencesOf(await failure(find({})))).toContain('There is nothing to');
      for (const { key, placeholder, choices, helpText } of inputsOf(step)) {
        const value = placeholder ?? choices?.[0]?.value;
        const fills = await find({ [key]: value }).then(
          () => true,
          () => false,
        );
        expect([key, helpText?.endsWith('is needed.')]).toEqual([key, fills]);
      }
    },
  );
});

describe('the definition', () => {
  it('has a help text, ending with a full stop, for every field', () => {
    const helped = allFields.flatMap((one) => one.children ?? [one]);
    for (const { key, helpText } of helped)
      expect([key, helpText]).toEqual([key, expect.stringMatching(/\w.*\.$/)]);
  });

  it('keeps the keys that users’ Zaps depend on', () => {
    expect(Object.keys(app.triggers)).toEqual([
      'new_pay_in',
      'new_refund',
      'new_dispute',
      'new_pay_out',
      'pay_out_approved',
      'new_fee_invoice',
    ]);
    expect(Object.keys(app.creates)).toEqual(['create_payment_link', 'delete_payment_link']);
    expect(app.searchOrCreates).toMatchObject({
      find_payment_link: { search: 'find_payment_link', create: 'create_payment_link' },
    });
    expect(Object.keys(app.searches)).toEqual([
      'find_pay_in',
      'find_pay_out',
      'find_fee_invoice',
      'find_payment_link',
      'find_payment_status',
      'get_summary',
    ]);
    expect(inputsOf(stepOf('create_payment_link')).map(({ key }) => key)).toEqual([
      'amount',
      'recipient_note',
      'callback_url',
      'payment_endpoint',
      'cancellable',
      'bank_transfer',
      'bank_statement_description',
      'recipients',
      'split_type',
    ]);
    expect(authentication.fields.map(({ key }) => key)).toEqual(['api_token', 'environment', 'account_name']);
    expect(inputsOf(stepOf('new_pay_in')).map(({ key }) => key)).toEqual([
      'events',
      'min_amount',
      'max_amount',
      'note_contains',
      'payment_method',
      'transaction_type',
    ]);
  });
});
