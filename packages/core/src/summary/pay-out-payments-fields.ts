import { type Field, fieldsOf } from '../entries/field.ts';
import { PAY_IN_FIELDS, PAY_IN_SAMPLE } from '../entries/pay-in-fields.ts';
import { PAY_OUT_FIELDS, PAY_OUT_SAMPLE } from '../entries/pay-out-fields.ts';
import type { PayOutPayments } from './pay-out-payments.ts';

/** A pay-out of one payment. */
export const PAY_OUT_PAYMENTS_SAMPLE: PayOutPayments = {
  ...PAY_OUT_SAMPLE,
  payments: [PAY_IN_SAMPLE],
  payments_count: 1,
  payments_net_amount: PAY_IN_SAMPLE.net_amount ?? 0,
  difference: -18.4,
  check:
    'The net amounts of the payments add up to 53.13 EUR, 18.40 EUR less than that of the pay-out: it does not hold exactly these payments.',
};

/** What a pay-out with its payments has besides. */
export const PAY_OUT_CHECK_FIELDS: readonly Field[] = /* @__PURE__ */ fieldsOf(
  [
    ['payments_count', 'Payments Count', 'number', 'How many entries of the request date are not pending'],
    ['payments_net_amount', 'Payments Net Amount', 'number', 'The sum of their net amounts, in euros'],
    [
      'difference',
      'Difference',
      'number',
      'That sum less the net amount of the pay-out, in euros; 0 where they add up, empty where one is not known',
    ],
    ['check', 'Check', 'string', 'A sentence on whether the net amounts add up'],
  ],
  PAY_OUT_PAYMENTS_SAMPLE,
);

const ofPayment = (field: Field): Field => ({ ...field, key: `payments[]${field.key}` });

/** All of them; the payments as a list (line items). */
export const PAY_OUT_PAYMENTS_FIELDS: readonly Field[] = /* @__PURE__ */ [
  ...PAY_OUT_FIELDS,
  ...PAY_OUT_CHECK_FIELDS,
  ...PAY_IN_FIELDS.map(ofPayment),
];
