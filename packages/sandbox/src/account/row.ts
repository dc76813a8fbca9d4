import type { Fees } from '../values/money.ts';
import { toCents, toWire } from '../values/money.ts';

/** One row of the pay-in list exactly as it travels: all strings, but for a card's payment_method of null. */
export interface PayInRow {
  readonly pay_id: string;
  readonly creator_id: string;
  readonly user_id: string;
  readonly amount: string;
  readonly net_amount: string;
  readonly service_fee: string;
  readonly service_fee_psp: string;
  readonly status: string;
  readonly recipient_note: string;
  readonly payout_status: string;
  readonly created_at: string;
  readonly is_split_link: string;
  readonly is_dispute: string;
  readonly is_refund: string;
  readonly payment_method: string | null;
  readonly transaction_type: string;
  /** In some answers and not in others. */
  readonly transaction_id?: string;
}

/** The account's owner, as the documentation's samples name them. */
export const owner = {
  creator: '8654bacd-3d54-4010-069f-3fd9f4436b2',
  user: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
  recipientToken: 'testuser-me',
} as const;

export const payoutStatuses = ['Pending', 'InProgress', 'Approved'] as const;

/** The stations of a payout, in order. */
export type PayoutStatus = (typeof payoutStatuses)[number];

/** What a row's own facts are; the rest of the row follows from them. */
export interface RowFacts {
  readonly payId: string;
  readonly at: string;
  /** In cents, negative for refunds and disputes. */
  readonly amount: number;
  readonly fees: Fees;
  readonly note: string;
  readonly paymentMethod: string | null;
  readonly transactionType: string;
}

/** Wire fields that a caller may set as they should travel. */
export type RowOverrides = Partial<
  Omit<
    PayInRow,
    | 'pay_id'
    | 'created_at'
    | 'amount'
    | 'recipient_note'
    | 'payment_method'
    | 'transaction_type'
    | 'net_amount'
  >
>;

/** Fields of a row that may change after it appeared. */
export type RowChange = Partial<Omit<PayInRow, 'pay_id' | 'created_at' | 'amount'>>;

/** Builds a row. The net amount follows from the fees, overridden ones included. */
export function buildRow(facts: RowFacts, overrides: RowOverrides = {}): PayInRow {
  const service_fee = overrides.service_fee ?? toWire(facts.fees.service);
  const service_fee_psp = overrides.service_fee_psp ?? toWire(facts.fees.psp);
  return {
    pay_id: facts.payId,
    creator_id: owner.creator,
    user_id: owner.user,
    amount: toWire(facts.amount),
    net_amount: toWire(facts.amount - toCents(service_fee) - toCents(service_fee_psp)),
    service_fee,
    service_fee_psp,
    // The API page knows no other; "Refunded" and "Disputed" are the dashboard's words.
    status: 'Success',
    recipient_note: facts.note,
    payout_status: 'Pending',
    created_at: facts.at,
    is_split_link: String(facts.transactionType === 'Split'),
    is_dispute: String(facts.transactionType.startsWith('Dispute')),
    is_refund: String(facts.transactionType === 'Refund'),
    payment_method: facts.paymentMethod,
    transaction_type: facts.transactionType,
    ...overrides,
  };
}
