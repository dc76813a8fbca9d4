import { type AmountTexts, amountTexts, type DateTexts, dateTexts } from './mail-texts.ts';
import { type ListRow, type Numbered, type Redact, readRows, unreadable } from './row.ts';
import { isoWithOffset, parseWallClock } from './server-time.ts';
import { decimal, fitForItems, flag, idOf, isRecord, money, text, withExtras } from './wire.ts';

/**
 * One row of the pay-out list (getPayOutTransactions), as the adapters emit it: money that SecPaid pays out to the
 * merchant's bank account. Every key is always there, null where unknown.
 */
export interface PayOut extends AmountTexts, DateTexts {
  readonly id: string;
  readonly payout_id: string;
  /** Tells it from the entries of other lists where several start one workflow, and a pay-out from its approval. */
  readonly kind: 'payout' | 'payout_approved';
  readonly transaction_id: string | null;
  /** The API's payout_amount: before SecPaid's fee. Called as a pay-in's, so that both fit one sheet. */
  readonly amount: number | null;
  readonly service_fee: number | null;
  readonly net_amount: number | null;
  readonly currency: string;
  readonly payout_status: string | null;
  /** The day whose payments it holds, YYYY-MM-DD on SecPaid's calendar. */
  readonly request_date: string | null;
  readonly transaction_type: string | null;
  readonly is_split_link: boolean;
  readonly is_dispute: boolean;
  readonly is_refund: boolean;
  readonly created_at: string;
  readonly user_id: string | null;
}

/** A row of the pay-out list; its key is the payout_id, which is documented to be unique. */
export interface PayOutRow extends ListRow {
  /** Whether this stands for the approval of the pay-out (approvals.ts) and not for the pay-out. */
  readonly isApproval?: true;
}

const EXPECTED = {
  payout_id: 'the ID of a pay-out, such as "21503"',
  payout_amount: 'an amount in euros, such as "74.06"',
  created_at: 'a date and time, such as "2026-05-20 02:01:14"',
};

function faultyField(fields: Readonly<Record<string, unknown>>): keyof typeof EXPECTED | undefined {
  if (idOf(fields['payout_id']) === null) return 'payout_id';
  // Older documentation shows rows without it; one that is there has to be an amount.
  const amount = fields['payout_amount'];
  if (amount !== undefined && money(amount) === null) return 'payout_amount';
  return parseWallClock(fields['created_at']) === undefined ? 'created_at' : undefined;
}

/**
 * Reads one row of `data`.
 * @throws SecPaidError `unexpected-answer` where payout_id, payout_amount or created_at is not of its form: without an
 * identity it could not be told from others, and leaving it out would lose a pay-out silently
 */
export function parsePayOutRow(raw: unknown, where: string): PayOutRow {
  const fields = isRecord(raw) ? raw : {};
  const key = text(fields['payout_id']);
  const createdAt = parseWallClock(fields['created_at']);
  const field = faultyField(fields);
  if (field !== undefined || key === null || createdAt === undefined) {
    const wrong = field ?? 'created_at';
    const fault = { noun: 'a pay-out', field: wrong, expected: EXPECTED[wrong], where };
    throw unreadable(fields, { ...fault, shown: ['payout_id', 'created_at', 'payout_amount'] });
  }
  return { createdAt, key, match: idOf(key) ?? key, raw: fitForItems(fields) };
}

/** Reads the rows of an answer; one that cannot be read keeps its place and carries its fault. */
export const readPayOuts = (data: readonly unknown[], where: string, redact: Redact): PayOutRow[] =>
  readRows(
    data,
    (raw) => parsePayOutRow(raw, where),
    (row) => row,
    redact,
  );

/** The pay-out of a row: numbers, booleans and offset put right, unknown extra keys passed through. */
export function toPayOut({ id, row }: Numbered<PayOutRow>): PayOut {
  const { payout_amount, ...raw } = row.raw;
  const amount = decimal(payout_amount);
  const type = text(raw['transaction_type']);
  const currency = text(raw['currency']) ?? 'EUR';
  const kind: PayOut['kind'] = row.isApproval ? 'payout_approved' : 'payout';
  const entry = {
    id,
    payout_id: idOf(raw['payout_id']) ?? '',
    kind,
    transaction_id: text(raw['transaction_id']),
    amount,
    service_fee: decimal(raw['service_fee']),
    net_amount: decimal(raw['net_amount']),
    currency,
    ...amountTexts(amount, currency),
    payout_status: text(raw['payout_status']),
    request_date: text(raw['request_date']),
    transaction_type: type,
    is_split_link: flag(raw['is_split_link']) ?? type?.toLowerCase() === 'split',
    is_dispute: flag(raw['is_dispute']) ?? false,
    is_refund: flag(raw['is_refund']) ?? false,
    created_at: isoWithOffset(row.createdAt),
    ...dateTexts(row.createdAt),
    user_id: text(raw['user_id']),
  };
  return withExtras(entry, raw);
}
