/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { jsonOf, running, sandbox } from './fresh-sec-paid.ts';
import { describe, expect, it } from '@jest/globals';
import { STATUS_FIELDS } from '@secpaid/core';
import { NodeOperationError } from 'n8n-workflow';
import { payLink } from '../../../sandbox/src/index.ts';
import { failureOf, idOf, sentencesOf } from '../support.ts';

const create = running({ resource: 'paymentLink', operation: 'create' });
const run = running({ operation: 'getStatus' });

describe('Get Status', () => {
  it('gives one item for each pay ID, with every field, be it paid, refunded or not', async () => {
    const made = jsonOf(await create({ amount: 20 }, { amount: 30 }, { amount: 40 }));
    const [paid = '', refunded = '', unpaid = ''] = made.map(idOf);
    payLink(sandbox.account, paid);
    payLink(sandbox.account, refunded);
    sandbox.account.refund(refunded, { amount: 10 });
    const items = await run({ payId: paid }, { payId: Number(refunded) }, { payId: unpaid });
    expect(items).toMatchObject([
      { json: { pay_id: paid, status: 'paid', paid_amount: 20 }, pairedItem: { item: 0 } },
      { json: { status: 'partly_refunded', paid_amount: 30, refunded_amount: 10 }, pairedItem: { item: 1 } },
      { json: { status: 'unpaid', paid_amount: 0 }, pairedItem: { item: 2 } },
    ]);
    for (const json of jsonOf(items)) expect(Object.keys(json)).toEqual(STATUS_FIELDS.map(({ key }) => key));
  });

  it.each([
    ['4711', 'SecPaid knows no payment and lists no payment link with the Pay ID 4711.'],
    ['', 'Pay ID must be digits only'],
    ['Order 1', 'Pay ID must be digits only'],
  ])('of %j is an error that says so', async (payId, sentence) => {
    const failure = await failureOf(() => run({ payId }));
    expect(failure).toBeInstanceOf(NodeOperationError);
    expect(sentencesOf(failure)).toContain(sentence);
  });
});
