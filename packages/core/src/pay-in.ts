import { SecPaidError } from './errors.ts';
import { isoWithOffset, parseWallClock, type WallClock } from './server-time.ts';

/** What an entry is: money in, money back to a payer, or either side of a dispute. */
export type PayInKind = 'payment' | 'refund' | 'dispute' | 'dispute_refund';

/** One row of the pay-in list, as the adapters emit it. Every key is always there, null where unknown. */
export interface PayIn {
  readonly [extra: string]: unknown;
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

/** A row as far as listing, windows and identity need it; `raw` is the API's own. */
export interface Row {
  readonly payId: string;
  readonly createdAt: WallClock;
  readonly amount: number;
  /** pay_id, created_at and amount: what never changes. Rows alike in it are twins. */
  readonly key: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A row with its place among its twins, and so with its id. */
export interface NumberedRow {
  readonly id: string;
  readonly row: Row;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** In JSON "__proto__" is a key like any other, but poison to whoever copies the item key by key. */
function withoutProto(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.hasOwn(fields, '__proto__')
    ? Object.fromEntries(Object.entries(fields).filter(([key]) => key !== '__proto__'))
    : fields;
}

/** "2026-05-20 18:56:08" as "20260520T185608". */
const compact = (wall: WallClock): string =>
  wall.slice(0, 4) +
  wall.slice(5, 7) +
  wall.slice(8, 10) +
  'T' +
  wall.slice(11, 13) +
  wall.slice(14, 16) +
  wall.slice(17);

function decimal(value: unknown): number | null {
  const isText = typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value);
  const number = isText || typeof value === 'number' ? Number(value) : NaN;
  // Adding zero makes "-0.00" a plain 0.
  return Number.isFinite(number) ? number + 0 : null;
}

function text(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function flag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return ['true', '1'].includes(String(value).toLowerCase());
}

/**
 * Reads one row of `data`.
 * @throws SecPaidError `unexpected-answer` where pay_id, amount or created_at is missing or not of its form: without
 * them the row has no identity, and leaving it out would lose a payment silently
 */
export function parseRow(raw: unknown, where: string): Row {
  const fields = isRecord(raw) ? raw : {};
  const payId = text(fields['pay_id']);
  const amount = decimal(fields['amount']);
  const createdAt = parseWallClock(fields['created_at']);
  if (!payId || amount === null || createdAt === undefined) {
    const missing = !payId ? 'pay_id' : amount === null ? 'amount' : 'created_at';
    throw new SecPaidError('unexpected-answer', {
      what: `SecPaid sent an entry without ${missing} in the documented form.`,
      next: 'Nothing was taken from this answer, and nothing is lost. If it stays, tell SecPaid’s support.',
      where,
    });
  }
  return {
    payId,
    createdAt,
    amount,
    key: `${payId}_${compact(createdAt)}_${amount}`,
    raw: withoutProto(fields),
  };
}

/**
 * Gives the rows of ONE answer their ids: the key, and from the second twin on its ordinal. Within one answer no row
 * stands twice, so alike rows are twins there; across answers the same id is the same entry.
 */
export function numberTwins(rows: readonly Row[]): NumberedRow[] {
  const counts = new Map<string, number>();
  return rows.map((row) => {
    const ordinal = (counts.get(row.key) ?? 0) + 1;
    counts.set(row.key, ordinal);
    return { id: ordinal === 1 ? row.key : `${row.key}_${ordinal}`, row };
  });
}

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

/** The API's own row, with our id. */
export function toRawPayIn({ id, row }: NumberedRow): Readonly<Record<string, unknown>> {
  return { ...row.raw, id };
}

/** The entry of a row: numbers, booleans, offset and null-for-card put right, unknown extra keys passed through. */
export function toPayIn({ id, row }: NumberedRow): PayIn {
  const { raw } = row;
  const type = text(raw['transaction_type']);
  const isRefund = flag(raw['is_refund']);
  const isDispute = flag(raw['is_dispute']);
  const kind = kindOf(row.amount, type, isRefund ?? false, isDispute ?? false);
  return {
    ...raw,
    id,
    pay_id: row.payId,
    kind,
    amount: row.amount,
    net_amount: decimal(raw['net_amount']),
    service_fee: decimal(raw['service_fee']),
    service_fee_psp: decimal(raw['service_fee_psp']),
    currency: text(raw['currency']) ?? 'EUR',
    status: text(raw['status']),
    payout_status: text(raw['payout_status']),
    transaction_type: type,
    recipient_note: text(raw['recipient_note']),
    // null means card (Response Fields); a row of an older form that lacks the key does not say.
    payment_method: raw['payment_method'] === null ? 'card' : text(raw['payment_method']),
    is_split_link: flag(raw['is_split_link']) ?? type?.toLowerCase() === 'split',
    is_dispute: isDispute ?? kind.startsWith('dispute'),
    is_refund: isRefund ?? kind.endsWith('refund'),
    created_at: isoWithOffset(row.createdAt),
    creator_id: text(raw['creator_id']),
    user_id: text(raw['user_id']),
    transaction_id: text(raw['transaction_id']),
  };
}
