/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { sandbox, trigger } from '../trigger/fresh-trigger.ts';
import { ago, notesOf } from '../support.ts';

/** Three payments: of 5, 50 and 500 euros. */
function pay(): void {
  sandbox.account.pay({ amount: 5, note: 'Tip', paymentMethod: 'Bank Transfer', at: ago(60) });
  sandbox.account.pay({ amount: 50, note: 'Order 1042', at: ago(50) });
  sandbox.account.payPersonalQr({ amount: 500, note: 'order by QR', at: ago(40) });
}

describe('a filter of the trigger', () => {
  it.each([
    [{ minAmount: 50 }, ['Order 1042', 'order by QR']],
    [{ maxAmount: 50 }, ['Tip', 'Order 1042']],
    [{ minAmount: 6, maxAmount: 60 }, ['Order 1042']],
    [{ noteContains: 'order' }, ['Order 1042', 'order by QR']],
    [{ paymentMethod: 'Bank Transfer' }, ['Tip']],
    [{ transactionType: 'Personal QR' }, ['order by QR']],
    [{ noteContains: 'ORDER\u00a01042' }, ['Order 1042']],
    [{ paymentMethod: 'BANK  TRANSFER' }, ['Tip']],
    [{ minAmount: '49,99', maxAmount: '1.000,00' }, ['Order 1042', 'order by QR']],
    [{ noteContains: ' ' }, ['Tip', 'Order 1042', 'order by QR']],
  ])('%j emits only what it lets through', async (filters, expected) => {
    trigger.parameters = { filters };
    const poll = trigger.start();
    await poll();
    pay();
    expect(notesOf(await poll())).toEqual(expected);
  });

  it('decides what is emitted, never what is remembered: taking it off fires no old entries', async () => {
    trigger.parameters = { filters: { minAmount: 1000 } };
    const poll = trigger.start();
    await poll();
    pay();
    expect(await poll()).toBeNull();
    trigger.parameters = { filters: {} };
    expect(await poll()).toBeNull();
  });

  it('that makes no sense is an error before anything is taken', async () => {
    const poll = trigger.start();
    await poll();
    pay();
    trigger.parameters = { filters: { minAmount: -1 } };
    await expect(poll()).rejects.toThrow('Minimum Amount must be an amount in euros');
    trigger.parameters = { filters: {} };
    expect(await poll()).toHaveLength(3);
  });
});

describe('a filter whose expression finds something else', () => {
  it.each([
    [{ noteContains: ['Order'] }, 'Note Contains must be a text, but it is a list.'],
    [{ noteContains: undefined }, 'Note Contains must be a text, but it is undefined.'],
    [
      { minAmount: { value: 50 } },
      'Minimum Amount must be an amount in euros, 0 or more, such as 20 or 49.99, but it is an object.',
    ],
    [{ minAmount: '1.000' }, 'Minimum Amount 1.000 may mean 1000 or 1.00.'],
    [{ maxAmount: 0 }, 'Maximum Amount is 0, so no entry would match.'],
  ])('is refused when the workflow is published: %p', async (filters, sentence) => {
    trigger.parameters = { filters };
    await expect(trigger.start('activate')()).rejects.toThrow(sentence);
    expect(sandbox.requests).toEqual([]);
  });
});

describe('a parameter that an expression writes', () => {
  it.each([
    [{ startFrom: 'Backfill', backfillDays: '7' }, ['Tip', 'Order 1042', 'order by QR']],
    [{ startFrom: 'now', events: 'payment, refund' }, undefined],
  ])('is read as meant: %j', async (parameters, expected) => {
    pay();
    trigger.parameters = parameters;
    const items = await trigger.start('activate')();
    expect(items === null ? undefined : notesOf(items)).toEqual(expected);
  });

  it.each([
    [{ startFrom: 'later' }, 'Start From must be one of backfill, now, eachPublish, but it is "later".'],
    [{ options: { maxItems: 'many' } }, 'Max Items must be a whole number from 1 to 1000, but it is "many".'],
    [{ options: { rawOutput: 'maybe' } }, 'Raw Output must be true or false, but it is "maybe".'],
  ])('is refused where it cannot be meant: %j', async (parameters, sentence) => {
    trigger.parameters = parameters;
    await expect(trigger.start('activate')()).rejects.toThrow(sentence);
  });
});

describe('the option', () => {
  it('Raw Output gives SecPaid’s own rows, with the id', async () => {
    trigger.parameters = { options: { rawOutput: true } };
    const poll = trigger.start();
    await poll();
    const row = sandbox.account.pay({ amount: 50, note: 'Order 1042' });
    expect(await poll()).toEqual([{ ...row, id: expect.stringContaining(row.pay_id) }]);
  });

  it('Max Items bounds one execution, and the rest comes with the next polls', async () => {
    trigger.parameters = { options: { maxItems: 2 } };
    const poll = trigger.start();
    await poll();
    pay();
    expect(notesOf(await poll())).toEqual(['Tip', 'Order 1042']);
    expect(notesOf(await poll())).toEqual(['order by QR']);
    expect(await poll()).toBeNull();
  });

  it.each([0, 1001, 1.5])('Max Items of %d is refused with a sentence', async (maxItems) => {
    trigger.parameters = { options: { maxItems } };
    await expect(trigger.start()()).rejects.toThrow('Max Items must be a whole number from 1 to 1000');
  });
});
