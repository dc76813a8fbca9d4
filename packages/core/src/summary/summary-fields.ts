import type { Summary } from './summary.ts';

/** One figure of a summary, as a person meets it. */
export interface SummaryField {
  readonly key: keyof Summary;
  readonly label: string;
  readonly type: 'string' | 'number';
  /** What it says, in plain words. */
  readonly help: string;
}

type Always = Exclude<keyof Summary, `by_${string}`>;

const TABLE: Readonly<Record<Always, readonly [type: SummaryField['type'], help: string]>> = {
  start_date: ['string', 'The first day, YYYY-MM-DD'],
  end_date: ['string', 'The last day, which counts too'],
  currency: ['string', 'EUR'],
  total_revenue: ['number', 'What payers paid, before fees and refunds'],
  net_revenue: ['number', 'What is left of the payments after the fees'],
  payment_fees: ['number', 'The fees of the payments: revenue minus these is the net revenue'],
  net_difference: ['number', 'Net revenue that amounts and fees do not explain; normally 0'],
  total_transactions: ['number', 'How many payments there were'],
  average_transaction: ['number', 'Revenue by payment, in whole cents; empty where there is none'],
  pending_amount: ['number', 'What awaits pay-out: the net of entries that are Pending or InProgress'],
  expected_payout: ['number', 'What is on its way: the net of entries that are InProgress'],
  service_fees: ['number', 'What SecPaid keeps: its fees minus those that came back'],
  service_fees_psp: ['number', 'What the payment provider keeps: its fees minus those that came back'],
  refund_count: ['number', 'How many refunds there were'],
  refund_amount: ['number', 'What went back to payers; negative'],
  dispute_count: ['number', 'How many disputes there were'],
  dispute_amount: ['number', 'What was taken back by disputes; negative'],
  dispute_refund_count: ['number', 'How many disputes were paid back'],
  dispute_refund_amount: ['number', 'What came back from disputes'],
  fees_returned: ['number', 'Fees that came back with refunds and disputes'],
  fees_kept: ['number', 'Fees of the payments minus fees returned; service_fees plus service_fees_psp'],
  balance: ['number', 'The net amounts of all entries: revenue, refunds and disputes minus the fees kept'],
  balance_difference: ['number', 'Balance that amounts and fees do not explain; normally 0'],
};

const labelOf = (key: string): string =>
  key
    .split('_')
    .map((word) => (word === 'psp' ? 'PSP' : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');

/** The figures that every summary has: what the adapters declare and the documentation lists derives from it. */
export const SUMMARY_FIELDS: readonly SummaryField[] = (Object.keys(TABLE) as Always[]).map((key) => ({
  key,
  label: labelOf(key),
  type: TABLE[key][0],
  help: TABLE[key][1],
}));

/** A summary to show before there is a real one: a payment of 88.19 and its refund of 10. */
export const SUMMARY_SAMPLE: Pick<Summary, Always> = {
  start_date: '2026-05-01',
  end_date: '2026-05-31',
  currency: 'EUR',
  total_revenue: 88.19,
  net_revenue: 83.71,
  payment_fees: 4.48,
  net_difference: 0,
  total_transactions: 1,
  average_transaction: 88.19,
  pending_amount: 73.71,
  expected_payout: 0,
  service_fees: 1.33,
  service_fees_psp: 3.15,
  refund_count: 1,
  refund_amount: -10,
  dispute_count: 0,
  dispute_amount: 0,
  dispute_refund_count: 0,
  dispute_refund_amount: 0,
  fees_returned: 0,
  fees_kept: 4.48,
  balance: 73.71,
  balance_difference: 0,
};
