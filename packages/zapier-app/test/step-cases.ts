import { type Account, payLink, wallClock } from '@secpaid/sandbox';

/** What a step has to do with an account in which `happen` took place. */
interface Outcome {
  /** What the step's form is filled in with. */
  readonly input?: object;
  /** What the step must give, or start the Zap with: this much of it. */
  readonly gives: object;
}

/** Runs the case of a step. */
type Case = (account: Account, now: number) => Outcome;

const HALF_A_DAY = 12 * 3_600_000;

/** A payment, and the pay-out of its day. */
function paidOut(account: Account, now: number) {
  account.pay({ amount: 40, at: wallClock(now - HALF_A_DAY) });
  const [made] = account.payouts.payOut(undefined, wallClock(now));
  if (!made) throw new Error('The sandbox made no pay-out.');
  return made;
}

/** A payment, and the invoice of the fees of its month. */
function invoiced(account: Account, now: number) {
  const at = wallClock(now);
  account.pay({ amount: 40, at });
  return account.invoices.issue(at.slice(0, 7), at);
}

/** A link of 49.99 EUR that waits for payment; gives its id. */
export const linkOf = (account: Account, note: string): string =>
  account.links.open(
    {
      amount: 4999,
      note,
      callbackUrl: '',
      paymentEndpoint: '',
      cancellable: true,
      bankTransfer: false,
      isQrLink: false,
      statement: '',
      encryptionKey: undefined,
    },
    wallClock(account.now()),
  ).id;

/** A case for every step, by `nameOf`. A step without one fails the tests, and so does a case without its step. */
export const CASES: Readonly<Record<string, Case>> = {
  'trigger new_pay_in': (account) => {
    const { pay_id } = account.pay({ amount: 55.25, note: 'Order 1042' });
    return { gives: { pay_id, kind: 'payment', amount: 55.25, recipient_note: 'Order 1042' } };
  },
  'trigger new_refund': (account) => {
    const { pay_id } = account.pay({ amount: 20 });
    account.refund(pay_id);
    return { input: { max_amount: '60' }, gives: { pay_id, kind: 'refund', amount: -20 } };
  },
  'trigger new_dispute': (account) => {
    const { pay_id } = account.pay({ amount: 20 });
    account.dispute(pay_id);
    return { input: { min_amount: '5' }, gives: { pay_id, kind: 'dispute', amount: -20 } };
  },
  'trigger new_pay_out': (account, now) => {
    const { payout_id: id } = paidOut(account, now);
    return { gives: { id, payout_status: 'InProgress' } };
  },
  'trigger pay_out_approved': (account, now) => {
    const { payout_id } = paidOut(account, now);
    account.payouts.approve(payout_id);
    return { gives: { id: `${payout_id}_approved`, payout_status: 'Approved' } };
  },
  'trigger new_fee_invoice': (account, now) => {
    const { sf_id: id, invoice_id } = invoiced(account, now);
    return { gives: { id, invoice_id, vat: 0 } };
  },
  'create create_payment_link': () => ({
    input: { amount: '49.99', recipient_note: 'Order 7', cancellable: 'false' },
    gives: { amount: 49.99, recipient_note: 'Order 7', status: 'Unused' },
  }),
  'create delete_payment_link': (account) => {
    const id = linkOf(account, 'Order 7');
    return { input: { link_id: id }, gives: { id, deleted: true } };
  },
  'search find_pay_in': (account) => {
    const { pay_id } = account.pay({ amount: 55.25, note: 'Order 1042' });
    account.pay({ amount: 5, note: 'Tip' });
    return { input: { search: '1042', kinds: ['payment'] }, gives: { pay_id, amount: 55.25 } };
  },
  'search find_pay_out': (account, now) => {
    const { payout_id: id, transaction_id } = paidOut(account, now);
    return { input: { pay_out_id: transaction_id }, gives: { id, difference: 0 } };
  },
  'search find_fee_invoice': (account, now) => {
    const { sf_id: id } = invoiced(account, now);
    return { input: { month: wallClock(now).slice(0, 7) }, gives: { id, vat: 0 } };
  },
  'search find_payment_link': (account) => {
    const id = linkOf(account, 'Order 7');
    return { input: { exact_note: 'Order 7', amount: '49,99' }, gives: { id, status: 'Unused' } };
  },
  'search find_payment_status': (account) => {
    const { pay_id } = payLink(account, linkOf(account, 'Order 7'));
    return { input: { pay_id }, gives: { pay_id, status: 'paid', paid_amount: 49.99 } };
  },
  'search get_summary': (account) => {
    account.pay({ amount: 55.25 });
    return { input: { time_range: 'last7Days' }, gives: { total_revenue: 55.25, total_transactions: 1 } };
  },
};

/** The case of a step. @throws Error that says to add one */
export function caseOf(name: string): Case {
  const found = CASES[name];
  if (!found) throw new Error(`${name} has no case: add one to test/step-cases.ts.`);
  return found;
}
