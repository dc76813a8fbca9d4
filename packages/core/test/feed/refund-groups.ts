import type { PayInRow } from '../../../sandbox/src/index.ts';
import type { ListForm } from './list-form.ts';

const FLIPS = ['refund', 'dispute'] as const;
type Flip = (typeof FLIPS)[number];

const isPayment = ({ amount, transaction_type: type }: PayInRow): boolean =>
  !amount.startsWith('-') && type !== 'Dispute Refund';

/** Whether a payment's own row says that it was refunded or disputed. */
export const isFlipped = (row: PayInRow, flip: Flip): boolean =>
  isPayment(row) &&
  (flip === 'refund'
    ? row.is_refund === 'true' || row.status === 'Refunded'
    : row.is_dispute === 'true' || row.status === 'Disputed');

const isRow = (row: PayInRow, flip: Flip): boolean => row.transaction_type.toLowerCase() === flip;

/** The refunds (or disputes) of one link, as far as a payment's own row says one. */
interface Group {
  /** Payments that say it, and rows of its own: now, and at most (or ever). */
  flips: number;
  rows: number;
  mostFlips: number;
  mostRows: number;
  /** How often it started the workflow. */
  starts: number;
  /** Whether it is one payment's, and nothing of it was there before, deleted or unreadable: then the count is exact. */
  isSimple: boolean;
}

/** Refunds and disputes that SecPaid says in place, or in place and by a row: one is one start, whichever way. */
export class Groups {
  readonly #groups = new Map<string, Group>();
  /** Links with refunds or disputes before, or with several payments. */
  readonly #unclear = new Set<string>();
  readonly #started = new Map<string, number>();
  readonly #rows = new Map<string, { readonly now: number; readonly ever: number }>();
  #isMixed = false;
  #isExcused = false;

  /**
   * @param past entries that were there before
   * @param rows all that was listed: of what could not be read, a refund may have started already
   */
  constructor(past: readonly PayInRow[] = [], rows = past) {
    for (const row of rows) {
      for (const flip of FLIPS) {
        if (isFlipped(row, flip) || isRow(row, flip)) this.#unclear.add(`${row.pay_id} ${flip}`);
      }
    }
    this.observe(past);
  }

  /** Whether one came both ways. */
  get isMixed(): boolean {
    return this.#isMixed;
  }

  /** @returns the groups of which there is more than before */
  observe(rows: readonly PayInRow[]): string[] {
    this.#countRows(rows);
    const flagged = new Set(
      rows.flatMap((row) =>
        FLIPS.filter((flip) => isFlipped(row, flip)).map((flip) => `${row.pay_id} ${flip}`),
      ),
    );
    if (flagged.size === 0 && this.#groups.size === 0) return [];
    const grown: string[] = [];
    for (const name of new Set([...flagged, ...this.#groups.keys()])) {
      const [payId, word] = name.split(' ');
      const flip = word === 'refund' ? 'refund' : 'dispute';
      const ofLink = rows.filter((row) => row.pay_id === payId);
      const flips = ofLink.filter((row) => isFlipped(row, flip)).length;
      const own = ofLink.filter((row) => isRow(row, flip)).length;
      const before = this.#groups.get(name);
      const isSimple =
        (before?.isSimple ?? true) &&
        !this.#unclear.has(name) &&
        ofLink.filter(isPayment).length === 1 &&
        flips >= (before?.flips ?? 0);
      if (Math.max(flips, own) > Math.max(before?.flips ?? 0, before?.rows ?? 0)) grown.push(name);
      if (flips > 0 && own > 0) this.#isMixed = true;
      this.#groups.set(name, {
        flips,
        rows: own,
        mostFlips: Math.max(flips, before?.mostFlips ?? 0),
        mostRows: this.#rows.get(name)?.ever ?? 0,
        starts: before?.starts ?? this.#started.get(name) ?? 0,
        isSimple,
      });
    }
    return grown;
  }

  /** Counts the rows of refunds and disputes; if one is gone, nobody can tell what was started for which. */
  #countRows(rows: readonly PayInRow[]): void {
    const counts = new Map<string, number>();
    for (const row of rows) {
      for (const flip of FLIPS) {
        if (isRow(row, flip))
          counts.set(`${row.pay_id} ${flip}`, (counts.get(`${row.pay_id} ${flip}`) ?? 0) + 1);
      }
    }
    for (const [name, { now }] of this.#rows) if ((counts.get(name) ?? 0) < now) this.#unclear.add(name);
    for (const name of new Set([...this.#rows.keys(), ...counts.keys()])) {
      const now = counts.get(name) ?? 0;
      const before = this.#rows.get(name) ?? { now: 0, ever: 0 };
      this.#rows.set(name, { now, ever: before.ever + Math.max(0, now - before.now) });
    }
  }

  /** An entry was emitted. */
  gave(payId: string, kind: string, isInPlace: boolean): void {
    const name = `${payId} ${kind}`;
    this.#started.set(name, (this.#started.get(name) ?? 0) + 1);
    const group = this.#groups.get(name);
    if (group) group.starts++;
    else if (isInPlace) this.#unclear.add(name);
  }

  /** Nobody could tell what was there before. */
  excuse(): void {
    this.#isExcused = true;
  }

  tooOften(): string[] {
    return this.#names(
      ({ starts, mostFlips, mostRows, isSimple }) =>
        starts > (isSimple ? Math.max(mostFlips, mostRows) : mostFlips + mostRows),
    );
  }

  missed(): string[] {
    return this.#names(({ starts, flips, rows, isSimple }) => isSimple && starts < Math.max(flips, rows));
  }

  /** The keys of the rows of all groups. */
  keysOf(rows: readonly PayInRow[], form: ListForm): Set<string> {
    const isOfGroup = (row: PayInRow): boolean =>
      FLIPS.some((flip) => isRow(row, flip) && this.#groups.has(`${row.pay_id} ${flip}`));
    return this.#groups.size === 0
      ? new Set()
      : new Set(rows.filter(isOfGroup).map((row) => form.keyOf(row)));
  }

  #names(isMeant: (group: Group) => boolean): string[] {
    if (this.#isExcused) return [];
    return [...this.#groups].filter(([, group]) => isMeant(group)).map(([name]) => name);
  }
}
