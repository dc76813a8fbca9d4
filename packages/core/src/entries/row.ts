import { isSecPaidError, SecPaidError } from '../errors.ts';
import { parseWallClock, type WallClock } from './server-time.ts';
import { isRecord, text, fitForItems } from './wire.ts';

/** A row of one of SecPaid's lists as far as paging, windows and identity need it; `raw` is the API's own. */
export interface ListRow {
  readonly createdAt: WallClock;
  /** What never changes of it, as SecPaid spells it. Rows of one answer that are alike in it are twins. */
  readonly key: string;
  /** The same without its spelling, for whoever remembers rows: "099296" and "99296" are one link. */
  readonly match: string;
  readonly raw: Readonly<Record<string, unknown>>;
  /** Why it cannot be read. Such a row keeps its place in the list, but is no entry. */
  readonly fault?: SecPaidError;
  /** What its status says where it is not final: it is listed, but not there (yet) for the feed and for sums. */
  readonly standing?: 'pending' | 'failed';
}

/** A row with its place among its twins, and so with its id. */
export interface Numbered<R extends ListRow = ListRow> {
  readonly id: string;
  readonly row: R;
}

/** A value of a row as an error shows it: plain text on one line, and short. */
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  if (typeof value !== 'string')
    return typeof value === 'number' || value === null ? String(value) : typeof value;
  const plain = value.slice(0, 40).replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, ' ');
  return `"${plain}${value.length > 40 ? '…' : ''}"`;
}

/** Takes the token out of what a server sent. */
export type Redact = (text: string) => string;

/** What was wrong with a row: the field, what was expected of it, and the fields that tell which row it is. */
export interface RowFault {
  /** What the list holds: "an entry", "a pay-out". */
  readonly noun: string;
  readonly field: string;
  readonly expected: string;
  readonly shown: readonly string[];
  readonly where: string;
}

/** The error of a row that cannot be read. It names the row by the values that SecPaid sent. */
export function unreadable(
  fields: Readonly<Record<string, unknown>>,
  { noun, field, expected, shown: names, where }: RowFault,
): SecPaidError {
  const named = names.map((name) => `${name} ${shown(fields[name])}`).join(', ');
  return new SecPaidError('unexpected-answer', {
    what: `SecPaid lists ${noun} whose ${field} cannot be read; it must be ${expected}. The row: ${named}.`,
    next: 'Look it up in SecPaid’s dashboard, and tell SecPaid’s support. It counts as soon as it can be read.',
    where,
  });
}

/** What tells an unreadable row from others: whatever of its identity SecPaid sent. */
const faultyKey = (raw: Readonly<Record<string, unknown>>): string =>
  `unreadable ${[
    'pay_id',
    'payout_id',
    'sf_id',
    'invoice_id',
    'created_at',
    'amount',
    'payout_amount',
    'transaction_id',
  ]
    .map((name) => shown(raw[name]))
    .join(' ')}`;

/**
 * Reads the rows of one answer. A row that cannot be read keeps its place, so that offsets stay what they are. It has
 * the date of its upper neighbor where its own cannot be read; '' where no row of the answer has a date.
 * @param parse reads one row; its SecPaidErrors become the row's `fault`
 * @param aside makes a row of the list out of one that cannot be read
 * @param redact takes the token out of what is shown of such a row
 */
export function readRows<R extends ListRow>(
  data: readonly unknown[],
  parse: (raw: unknown) => R,
  aside: (row: ListRow) => R,
  redact: Redact,
): R[] {
  const rows: R[] = [];
  for (const sent of data) {
    try {
      rows.push(parse(sent));
    } catch (fault) {
      // Without a single object, it is not a list of rows at all.
      if (!isSecPaidError(fault) || !data.some(isRecord)) throw fault;
      const raw = isRecord(sent) ? fitForItems(sent) : {};
      const createdAt = parseWallClock(raw['created_at']) ?? rows.at(-1)?.createdAt ?? '';
      const key = redact(faultyKey(raw));
      const { kind, next, where = '' } = fault;
      const what = redact(fault.what);
      rows.push(
        aside({ createdAt, key, match: key, raw, fault: new SecPaidError(kind, { what, next, where }) }),
      );
    }
  }
  const first = rows.find(({ createdAt }) => createdAt !== '')?.createdAt ?? '';
  return rows.map((row) => (row.createdAt === '' ? { ...row, createdAt: first } : row));
}

/**
 * Gives all rows of ONE answer their ids: the key, and from the second twin on its ordinal. Within one answer no row
 * stands twice, so alike rows are twins there; across answers the same id is the same entry. One transaction that is
 * listed twice is one row.
 */
export function numberRows<R extends ListRow>(rows: readonly R[]): Numbered<R>[] {
  const counts = new Map<string, number>();
  const transactions = new Set<string>();
  return rows.flatMap((row) => {
    const transaction = text(row.raw['transaction_id'])?.trim();
    if (transaction) {
      const name = `${row.match} ${transaction}`;
      if (transactions.has(name)) return [];
      transactions.add(name);
    }
    const ordinal = (counts.get(row.key) ?? 0) + 1;
    counts.set(row.key, ordinal);
    return [{ id: ordinal === 1 ? row.key : `${row.key}_${ordinal}`, row }];
  });
}

/** As `numberRows`, without the rows that cannot be read. */
export const numberTwins = <R extends ListRow>(rows: readonly R[]): Numbered<R>[] =>
  numberRows(rows.filter(({ fault }) => !fault));

const isFinal = ({ standing }: ListRow): boolean => standing === undefined;

/** As `numberRows`, without the rows that are not final. */
export const numberFinal = <R extends ListRow>(rows: readonly R[]): Numbered<R>[] =>
  numberRows(rows.filter(isFinal));

/** The rows of one answer that are entries for a trigger: readable and final. */
export const entriesOf = <R extends ListRow>(rows: readonly R[]): Numbered<R>[] =>
  numberTwins(rows.filter(isFinal));

/** The API's own row, with our id. */
export function toRaw({ id, row }: Numbered): Readonly<Record<string, unknown>> {
  return { ...row.raw, id };
}
