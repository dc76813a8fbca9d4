import { describe, expect, it } from '@jest/globals';
import { readLinkForm } from '../../src/endpoints/link-form.ts';
import { failureOf } from '../support.ts';

describe('a form for a payment link', () => {
  it('is read: blank fields are not set, numbers and flags come as texts too', () => {
    const form = {
      amount: ' 49.90 ',
      recipientNote: ' ',
      bankTransfer: 'True',
      cancellable: false,
      isQrLink: '',
    };
    expect(readLinkForm(form)).toEqual({ amount: 49.9, bankTransfer: true, cancellable: false });
  });

  it.each([
    [{}, 'Amount must be an amount in euros, such as 20 or 49.99, but it is empty.'],
    [{ amount: '1.000' }, 'Amount 1.000 may mean 1000 or 1.00.'],
    [{ amount: '5', bankTransfer: 'maybe' }, 'Bank Transfer must be true or false, but it is "maybe".'],
  ])('%j is refused', async (form, sentence) => {
    expect((await failureOf(() => readLinkForm(form))).message).toContain(sentence);
  });
});
