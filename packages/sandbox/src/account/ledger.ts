import type { PayInRow } from './row.ts';
import { between, byTime, insert, pageOf, type Held, type Timeline } from './timeline.ts';
import type { TieOrder } from './ties.ts';

/** Which part of the ledger a list shows: of one link or all, a span of time, a condition; then a page of it. */
export interface Slice {
  readonly payId?: string | undefined;
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  readonly matches?: ((row: PayInRow) => boolean) | undefined;
  readonly skip: number;
  readonly take: number;
  readonly ties: TieOrder;
}

/** All rows of an account, by time and by link. Every reader gets them newest first. */
export class Ledger {
  #all: Timeline = [];
  #byLink = new Map<string, Timeline>();
  #serial = 0;

  /** Adds a row, and notes which payment it answers. */
  add(row: PayInRow, answers?: Held): PayInRow {
    const held = { ...this.#hold(row), answers };
    insert(this.#all, held);
    insert(this.#ofLink(row.pay_id), held);
    return row;
  }

  /** Adds many rows with one sort. */
  addAll(rows: readonly PayInRow[]): void {
    this.#set(this.#all.concat(rows.map((row) => this.#hold(row))).sort(byTime));
  }

  /** All rows, newest first. */
  rows(): PayInRow[] {
    return this.#all.map((held) => held.row).reverse();
  }

  /** The newest row of a link that matches. */
  newest(payId: string, matches: (row: PayInRow, held: Held) => boolean): Held | undefined {
    return this.#byLink.get(payId)?.findLast((held) => matches(held.row, held));
  }

  /** Whether a refund or dispute of this very payment was entered. */
  isAnswered(payment: Held): boolean {
    return this.#ofLink(payment.row.pay_id).some(({ answers }) => answers === payment);
  }

  /** Each refund and dispute with the payment that it answers, if it was entered so. */
  answered(): ReadonlyMap<PayInRow, PayInRow> {
    return new Map(this.#all.flatMap(({ row, answers }) => (answers ? [[row, answers.row] as const] : [])));
  }

  /** Changes rows in what neither time nor link depends on. Gives them as they are now, newest first. */
  replace(matches: (row: PayInRow) => boolean, change: (row: PayInRow) => PayInRow): PayInRow[] {
    const found = this.#all.filter((held) => matches(held.row)).reverse();
    return found.map((held) => (held.row = change(held.row)));
  }

  /** Removes matching rows, newest first, up to a limit. */
  remove(matches: (row: PayInRow) => boolean, atMost: number): PayInRow[] {
    const found = this.#all.filter((held) => matches(held.row)).reverse();
    const removed = new Set(found.slice(0, atMost));
    const stays = (held: Held): boolean => !removed.has(held);
    if (removed.size > 0) this.#all = this.#all.filter(stays);
    for (const payId of new Set(Array.from(removed, (held) => held.row.pay_id))) {
      this.#byLink.set(payId, this.#ofLink(payId).filter(stays));
    }
    return Array.from(removed, (held) => held.row);
  }

  /** Forgets every row. */
  clear(): void {
    this.#set([]);
  }

  /** One page, newest first. */
  page({ payId, from, before, matches, ...page }: Slice): PayInRow[] {
    const timeline = payId === undefined ? this.#all : (this.#byLink.get(payId) ?? []);
    const part = between(timeline, from, before);
    if (!matches) return pageOf(timeline, part, page);
    const found = timeline.slice(...part).filter((held) => matches(held.row));
    return pageOf(found, [0, found.length], page);
  }

  #hold(row: PayInRow): Held {
    return { row, serial: this.#serial++ };
  }

  #set(all: Timeline): void {
    this.#all = all;
    this.#byLink = new Map();
    for (const held of all) this.#ofLink(held.row.pay_id).push(held);
  }

  #ofLink(payId: string): Timeline {
    const known = this.#byLink.get(payId);
    if (known) return known;
    const timeline: Timeline = [];
    this.#byLink.set(payId, timeline);
    return timeline;
  }
}
