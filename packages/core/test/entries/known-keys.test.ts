import { expect, it } from '@jest/globals';
import {
  FEE_INVOICE_SAMPLE,
  type FeeInvoice,
  LINK_SAMPLE,
  type Listed,
  PAY_IN_SAMPLE,
  PAY_OUT_SAMPLE,
  type PayIn,
  type PaymentLink,
  type PayOut,
} from '../../src/index.ts';

// Each `@ts-expect-error` fails the type check as soon as the line below it compiles. The adapters see the same types.
it('a misspelled key of an entry does not compile, neither here nor in an adapter, and gives nothing', () => {
  // @ts-expect-error payement_method is no key of a pay-in
  const ofPayIn = (entry: PayIn): unknown => entry.payement_method;
  // @ts-expect-error payout_state is no key of a pay-out
  const ofPayOut = (entry: PayOut): unknown => entry.payout_state;
  // @ts-expect-error paylink is no key of a payment link
  const ofLink = (entry: PaymentLink): unknown => entry.paylink;
  // @ts-expect-error total_fee is no key of a fee invoice
  const ofInvoice = (entry: FeeInvoice): unknown => entry.total_fee;
  // @ts-expect-error nor is it one of an entry that may not be readable
  const ofListed = (entry: Listed<PayIn>): unknown => entry.payement_method;
  // @ts-expect-error a pattern is checked as well
  const taken = ({ payement_method }: PayIn): unknown => payement_method;
  // @ts-expect-error and so is a list of keys
  const keys: (keyof PayIn)[] = ['payement_method'];
  expect(keys.map((key) => PAY_IN_SAMPLE[key])).toEqual([undefined]);
  expect([ofPayIn(PAY_IN_SAMPLE), ofListed(PAY_IN_SAMPLE), taken(PAY_IN_SAMPLE)]).toEqual(
    Array(3).fill(undefined),
  );
  expect([ofPayOut(PAY_OUT_SAMPLE), ofLink(LINK_SAMPLE), ofInvoice(FEE_INVOICE_SAMPLE)]).toEqual(
    Array(3).fill(undefined),
  );
});
