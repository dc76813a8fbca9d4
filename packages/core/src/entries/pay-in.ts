import { type Flip, flipped } from './flips.ts';
import { type AmountTexts, amountTexts, type DateTexts, dateTexts } from './mail-texts.ts';
import { type ListRow, type Numbered, type Redact, readRows, unreadable } from './row.ts';
import { isoWithOffset, parseWallClock, type WallClock } from './server-time.ts';
import { standingOf } from './status.ts';
import { decimal, fitForItems, flag, idOf, isRecord, money, text, withExtras } from './wire.ts';

/** What an entry is: money in, money back to a payer, or either side of a dispute. */
export type PayInKind = 'payment' | 'refund' | 'dispute' | 'dispute_refund';

/**
 * One row of the pay-in list, as the adapters emit it. Every key is always there, null where unknown. What else SecPaid
 * sends is in the object too; it is left out of the type, so that a misspelled key does not compile.
 */
export interface PayIn extends AmountTexts, DateTexts {
  readonly id: string;
  readonly pay_id: string;
  readonly kind: PayInKind;
  readonly amount: number;
  readonly net_amount: number | null;
  readonly service_fee: number | null;
  readonly service_fee_psp: number | null;
  readonly currency: string;
  readonly status: string | null;
  readonly payout_status: string | null;
  readonly transaction_type: string | null;
  readonly recipient_note: string | null;
  readonly payment_method: string | null;
  readonly is_split_link: boolean;
  readonly is_dispute: boolean;
  readonly is_refund: boolean;
  readonly created_at: string;
  readonly creator_id: string | null;
  readonly user_id: string | null;
  readonly transaction_id: string | null;
}

/** A row of the pay-in list; its key is made of pay_id, created_at and amount, which never change. */
export interface Row extends ListRow {
  /** Without blanks and leading zeros. */
  readonly payId: string;
  readonly amount: number;
  /** What the payment turned into in place, where this stands for that and not for the payment. */
  readonly flip?: Flip;
}

/** A row with its place among its twins, and so with its id. */
export type NumberedRow = Numbered<Row>;

/** "2026-05-20 18:56:08" as "20260520T185608". */
const compact = (wall: WallClock): string =>
  wall.slice(0, 4) +
  wall.slice(5, 7) +
  wall.slice(8, 10) +
  'T' +
  wall.slice(11, 13) +
  wall.slice(14, 16) +
  wall.slice(17);

const EXPECTED = {
  pay_id: 'the ID of a payment link, such as "99296"',
  amount: 'an amount in euros, such as "88.19"',
  created_at: 'a date and time, such as "2026-05-20 18:56:08"',
};

/**
 * Reads one row of `data`.
 * @throws SecPaidError `unexpected-answer` where pay_id, amount or created_at is missing or not of its form: without
 * them the row has no identity, and leaving it out would lose a payment silently
 */
export function parseRow(raw: unknown, where: string): Row {
  const fields = isRecord(raw) ? raw : {};
  const payId = idOf(fields['pay_id']);
  const amount = money(fields['amount']);
  const createdAt = parseWallClock(fields['created_at']);
  if (payId === null || amount === null || createdAt === undefined) {
    const field = payId === null ? 'pay_id' : amount === null ? 'amount' : 'created_at';
    const fault = { noun: 'an entry', field, expected: EXPECTED[field], where };
    throw unreadable(fields, { ...fault, shown: ['pay_id', 'created_at', 'amount'] });
  }
  const standing = standingOf(fields['status']);
  const date = compact(createdAt);
  return {
    payId,
    createdAt,
    amount,
    key: `${text(fields['pay_id']) ?? ''}_${date}_${amount}`,
    match: `${payId}_${date}_${Math.round(amount * 100)}`,
    raw: fitForItems(fields),
    ...(standing && { standing }),
  };
}

/** Reads the rows of an answer; one that cannot be read keeps its place and carries its fault. */
export const readPayIns = (data: readonly unknown[], where: string, redact: Redact): Row[] =>
  readRows(
    data,
    (raw) => parseRow(raw, where),
    (row) => ({ ...row, payId: idOf(row.raw['pay_id']) ?? '', amount: 0 }),
    redact,
  );

/**
 * transaction_type decides where it is one of the four special ones; rows without it, or of an older form, are told
 * by their sign and flags. A payment whose flags flip later stays a payment: its amount is positive.
 */
function kindOf(amount: number, type: string | null, isRefund: boolean, isDispute: boolean): PayInKind {
  switch (type?.trim().toLowerCase()) {
    case 'refund':
      return 'refund';
    case 'dispute':
      return 'dispute';
    case 'dispute refund':
      return 'dispute_refund';
    case 'basic':
    case 'split':
    case 'personal qr':
      if (amount >= 0) return 'payment';
  }
  if (isDispute && isRefund) return 'dispute_refund';
  if (amount >= 0) return 'payment';
  return isDispute ? 'dispute' : 'refund';
}

/** The entry of a row: numbers, booleans, offset and null-for-card put right, unknown extra keys passed through. */
export function toPayIn({ id, row }: NumberedRow): PayIn {
  const { raw } = row;
  const type = text(raw['transaction_type']);
  const isRefund = flag(raw['is_refund']);
  const isDispute = flag(raw['is_dispute']);
  const kind = kindOf(row.amount, type, isRefund ?? false, isDispute ?? false);
  const currency = text(raw['currency']) ?? 'EUR';
  const entry = {
    id,
    pay_id: row.payId,
    kind,
    amount: row.amount,
    net_amount: decimal(raw['net_amount']),
    service_fee: decimal(raw['service_fee']),
    service_fee_psp: decimal(raw['service_fee_psp']),
    currency,
    ...amountTexts(row.amount, currency),
    status: text(raw['status']),
    payout_status: text(raw['payout_status']),
    transaction_type: type,
    recipient_note: text(raw['recipient_note']),
    // null means card (Response Fields), for payments: a refund names no method. Older rows lack the key.
    payment_method:
      raw['payment_method'] === null && kind === 'payment' ? 'card' : text(raw['payment_method']),
    is_split_link: flag(raw['is_split_link']) ?? type?.toLowerCase() === 'split',
    is_dispute: isDispute ?? kind.startsWith('dispute'),
    is_refund: isRefund ?? kind.endsWith('refund'),
    created_at: isoWithOffset(row.createdAt),
    ...dateTexts(row.createdAt),
    creator_id: text(raw['creator_id']),
    user_id: text(raw['user_id']),
    transaction_id: text(raw['transaction_id']),
  };
  return withExtras(row.flip ? { ...flipped(entry, row.flip), id } : entry, raw);
}
