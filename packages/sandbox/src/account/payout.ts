import { createHash } from 'node:crypto';
import { toCents, toWire } from '../values/money.ts';
import { owner, type PayInRow } from './row.ts';

/** One row of the pay-out list exactly as it travels: its fee and net amount are numbers. */
export interface PayoutRow {
  readonly payout_id: string;
  readonly user_id: string;
  readonly transaction_id: string;
  readonly payout_amount: string;
  readonly service_fee: number;
  readonly net_amount: number;
  readonly payout_status: 'InProgress' | 'Approved';
  /** The day whose entries are paid out, YYYY-MM-DD. */
  readonly request_date: string;
  readonly created_at: string;
  readonly is_split_link: string;
  readonly is_dispute: string;
  readonly is_refund: string;
  readonly transaction_type: string;
}

/** The payout of a day's entries. */
export function payoutRow(id: string, day: string, entries: readonly PayInRow[], at: string): PayoutRow {
  const total = (field: 'amount' | 'net_amount' | 'service_fee'): number =>
    entries.reduce((cents, row) => cents + toCents(row[field]), 0);
  const includes = (field: 'is_split_link' | 'is_dispute' | 'is_refund'): string =>
    String(entries.some((row) => row[field] === 'true'));
  return {
    payout_id: id,
    user_id: owner.user,
    transaction_id: `${day.replaceAll('-', '')}-po-${letters(id)}`,
    payout_amount: toWire(total('amount')),
    service_fee: total('service_fee') / 100,
    net_amount: total('net_amount') / 100,
    payout_status: 'InProgress',
    request_date: day,
    created_at: at,
    is_split_link: includes('is_split_link'),
    is_dispute: includes('is_dispute'),
    is_refund: includes('is_refund'),
    transaction_type: includes('is_split_link') === 'true' ? 'Split' : 'Basic',
  };
}

/** Ten letters and digits, the same for the same id, so that a run can be repeated. */
function letters(id: string): string {
  const text = createHash('sha256').update(`payout ${id}`).digest('base64');
  return text.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 10);
}
