import { describe, expect, it } from '@jest/globals';
import { STATUS_FIELDS } from '@secpaid/core';
import { payLink } from '@secpaid/sandbox';
import { failure, sentencesOf, startWorld } from '../support.ts';

describe('Find Payment Status', () => {
  it('gives one status with every field, be the link paid, disputed or unpaid', async () => {
    const { createLink, findStatus, account } = await startWorld();
    const { id } = await createLink({ amount: '49.90', recipient_note: 'Order 1042' });
    const found = async (): Promise<Record<string, unknown>> => {
      const [status, ...others] = await findStatus({ pay_id: id });
      expect(others).toEqual([]);
      expect(Object.keys(status ?? {})).toEqual(STATUS_FIELDS.map(({ key }) => key));
      return { ...status };
    };
    expect(await found()).toMatchObject({ status: 'unpaid', paid_amount: 0, recipient_note: 'Order 1042' });
    payLink(account, id);
    expect(await found()).toMatchObject({ status: 'paid', paid_amount: 49.9, disputed_amount: 0 });
    account.dispute(id);
    expect(await found()).toMatchObject({ status: 'disputed', disputed_amount: 49.9 });
    account.disputeRefund(id);
    expect(await found()).toMatchObject({ status: 'dispute_won', disputed_amount: 0 });
  });

  it.each([
    [{ pay_id: '4711' }, 'SecPaid knows no payment and lists no payment link with the Pay ID 4711.'],
    [{ pay_id: ' ' }, 'Pay ID must be digits only'],
    [{}, 'Pay ID must be digits only'],
  ])('of %j is an error, not "nothing found"', async (input, sentence) => {
    const { findStatus } = await startWorld();
    expect(sentencesOf(await failure(findStatus(input)))).toContain(sentence);
  });
});
