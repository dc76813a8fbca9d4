import type { Account } from '../account/account.ts';
import { accountControls } from './account-controls.ts';
import type { ControlActions, Values } from './control-action.ts';
import { counterForms } from '../account/counter.ts';
import { deviationControls } from './deviation-controls.ts';
import { endpointControls } from './endpoint-controls.ts';
import { readFault } from './fault-input.ts';
import { Fields, required } from '../values/fields.ts';
import { InputError } from '../values/input-error.ts';
import { invoiceControls } from './invoice-controls.ts';
import { linkControls, linkPayment } from './link-controls.ts';
import { addLivelyMonth } from '../account/lively-month.ts';
import type { PaymentInput } from '../account/payment.ts';
import { payoutControls } from './payout-controls.ts';
import { payoutStatuses, type PayInRow } from '../account/row.ts';
import type { Selector } from '../account/selector.ts';
import { daysEarlier, wallClock } from '../values/wall-clock.ts';

const paymentFields = ['amount', 'note', 'payId', 'at', 'paymentMethod', 'transactionType', 'status'];
const selectorFields = ['payId', 'at', 'amount'];

/** What can be done through POST /control/<name>, and what each answers. */
export const controlActions: ControlActions = {
  pay: ({ account }, values) => ({
    entry: 'linkId' in values ? linkPayment(account, values) : account.pay(payment(values)),
  }),

  'personal-qr': ({ account }, values) => ({ entry: account.payPersonalQr(payment(values)) }),

  'late-bank-transfer': ({ account }, values) => {
    const { daysAgo, ...rest } = values;
    const input = payment(rest);
    const days = new Fields({ daysAgo }, ['daysAgo']).whole('daysAgo', 1, 3650);
    const then = days === undefined ? undefined : daysEarlier(wallClock(account.now()), days);
    return { entry: account.lateBankTransfer({ ...input, at: required('at', input.at ?? then) }) };
  },

  'dated-ahead': ({ account }, values) => {
    const { daysAhead, ...rest } = values;
    const days = new Fields({ daysAhead }, ['daysAhead']).whole('daysAhead', 1, 36_500);
    const then = days === undefined ? undefined : daysEarlier(wallClock(account.now()), -days);
    const input = payment(rest);
    return { entry: account.pay({ ...input, at: input.at ?? then ?? '2099-01-01 00:00:00' }) };
  },

  refund: ({ account }, values) => ({ entry: counter(account, 'refund', values) }),

  dispute: ({ account }, values) => ({ entry: counter(account, 'dispute', values) }),

  'dispute-refund': ({ account }, values) => ({ entry: counter(account, 'disputeRefund', values) }),

  'payout-status': ({ account }, values) => {
    const fields = new Fields(values, ['status', ...selectorFields]);
    const status = required('status', fields.choice('status', payoutStatuses));
    return { entries: some(account.setPayoutStatus(selector(fields), status)) };
  },

  status: ({ account }, values) => {
    const fields = new Fields(values, ['status', ...selectorFields]);
    const status = required('status', fields.text('status'));
    return { entries: some(account.setStatus(selector(fields), status)) };
  },

  remove: ({ account }, values) => {
    const fields = new Fields(values, selectorFields);
    return { entries: some(account.remove(selector(fields))) };
  },

  'lively-month': ({ account }, values) => {
    nothing(values);
    return { payments: addLivelyMonth(account) };
  },

  ...linkControls,

  ...payoutControls,

  ...invoiceControls,

  ...endpointControls,

  fault: ({ faults }, values) => {
    faults.add(readFault(values));
    return { waiting: faults.size };
  },

  'clear-faults': ({ faults }, values) => {
    nothing(values);
    faults.clear();
    return { waiting: 0 };
  },

  ...accountControls,

  ...deviationControls,

  'rate-limit': ({ rateLimit }, values) => {
    const fields = new Fields(values, ['rateLimit', 'per']);
    const limit = required('rateLimit', fields.wholeOrFalse('rateLimit', 1));
    rateLimit.per = fields.choice('per', ['token', 'address'] as const) ?? 'token';
    rateLimit.limit = limit;
    rateLimit.clear();
    return { rateLimit: rateLimit.limit };
  },

  reset: (service, values) => {
    nothing(values);
    service.reset();
    return { reset: true };
  },
};

function payment(values: Values): PaymentInput {
  // null is the API's word for a card, so it may be said here too.
  const { paymentMethod, ...rest } = values;
  const fields = new Fields(paymentMethod === null ? rest : values, paymentFields);
  return {
    amount: required('amount', fields.figure('amount')),
    note: fields.text('note'),
    payId: fields.figure('payId'),
    at: fields.text('at'),
    paymentMethod: fields.text('paymentMethod'),
    transactionType: fields.text('transactionType'),
    ...statusOf(fields.text('status')),
  };
}

function statusOf(status: string | undefined): Pick<PaymentInput, 'status'> {
  return status === undefined ? {} : { status };
}

function counter(account: Account, name: 'refund' | 'dispute' | 'disputeRefund', values: Values): PayInRow {
  const fields = new Fields(values, ['payId', 'amount', 'at', 'as', 'paidAt', 'paidAmount']);
  const payId = required('payId', fields.figure('payId'));
  const of = { at: fields.text('paidAt'), amount: fields.figure('paidAmount') };
  return account[name](payId, {
    amount: fields.figure('amount'),
    at: fields.text('at'),
    as: fields.choice('as', counterForms),
    of: (of.at ?? of.amount) === undefined ? undefined : of,
  });
}

function selector(fields: Fields): Selector {
  const chosen = { payId: fields.figure('payId'), at: fields.text('at'), amount: fields.figure('amount') };
  if (Object.values(chosen).some((value) => value !== undefined)) return chosen;
  throw new InputError(`no entry is named: expected one or more of ${selectorFields.join(', ')}`);
}

function some(rows: readonly PayInRow[]): readonly PayInRow[] {
  if (rows.length > 0) return rows;
  throw new InputError('no entry is like that: expected the payId, at and amount of one in the list');
}

function nothing(values: Values): void {
  new Fields(values, []);
}
