import type { DeviationName, Deviations, PayInRow } from '../../../sandbox/src/index.ts';
import { shiftWallClock } from '../../src/entries/server-time.ts';

const HOUR = 3_600_000;

export const keyOf = ({ pay_id, created_at, amount }: PayInRow): string =>
  `${pay_id} ${created_at} ${Number(amount)}`;

/** What a status says that is not final. */
export const PENDING = ['Pending', 'processing'];
export const FAILED = ['Failed', 'Cancelled'];
const isFinal = ({ status }: PayInRow): boolean => !PENDING.includes(status) && !FAILED.includes(status);

/** The deviations that write the same in another form. */
const SPELLINGS = ['pay-id-spelled', 'amount-spelled', 'date-spelled', 'envelope-spelled', 'bom'] as const;

/** A row that cannot be read, with its twins. */
interface Spoiled {
  readonly id: number;
  readonly row: PayInRow;
  /** How an error names it. */
  readonly text: string;
}

const shown = (value: string | null): string => (value === null ? 'null' : `"${value}"`);

/** In what the list is not as documented, and which entries a trigger should see in it. */
export class ListForm {
  readonly #deviations: Deviations;
  readonly #on = new Map<
    DeviationName,
    { readonly id: number; readonly values: Readonly<Record<string, unknown>> }
  >();
  #spoiled: Spoiled[] = [];

  constructor(deviations: Deviations) {
    this.#deviations = deviations;
  }

  /** The list deviates in one way until it does so in another, or no longer. */
  set(name: DeviationName, values: Readonly<Record<string, unknown>> | undefined): void {
    const before = this.#on.get(name);
    if (before) this.#deviations.lift(before.id);
    this.#on.delete(name);
    if (values) this.#on.set(name, { id: this.#deviations.add(name, values), values });
  }

  is(name: DeviationName): boolean {
    return this.#on.has(name);
  }

  /** Whether it deviates in any way. */
  get isOdd(): boolean {
    return this.#on.size > 0 || this.#spoiled.length > 0;
  }

  /** The most rows of a page. */
  get cap(): number {
    return Number(this.#on.get('limit-capped')?.values['limit'] ?? Infinity);
  }

  get #hours(): number {
    return Number(this.#on.get('zone-moved')?.values['hours'] ?? 0);
  }

  get #isInCents(): boolean {
    return this.#on.get('amount-spelled')?.values['as'] === 'cents';
  }

  /** Which transaction_id a row has that is listed twice. */
  get #twice(): unknown {
    return this.#on.get('listed-twice')?.values['transactionId'];
  }

  /** What makes old entries look like others; '' if nothing does. */
  get disguise(): string {
    const twice = this.#twice !== undefined && this.#twice !== 'equal';
    return [this.#hours === 0 ? '' : `${this.#hours} h`, this.#isInCents ? 'cents' : '', twice ? 'twice' : '']
      .filter(Boolean)
      .join(', ');
  }

  /** Whether something is written in another form that means the same. */
  get isSpelled(): boolean {
    return SPELLINGS.some((name) => this.is(name)) && !this.#isInCents;
  }

  get spoiled(): readonly Spoiled[] {
    return this.#spoiled;
  }

  /** A row becomes one that cannot be read. */
  spoil(row: PayInRow, field: 'pay_id' | 'created_at' | 'amount', value: string | null, place: string): void {
    const { pay_id, created_at, amount } = row;
    const id = this.#deviations.add('unreadable-row', {
      payId: pay_id,
      at: created_at,
      amount,
      field,
      value,
      place,
    });
    const named = { pay_id, created_at, amount, [field]: value };
    const text = `pay_id ${shown(named.pay_id)}, created_at ${shown(named.created_at)}, amount ${shown(named.amount)}`;
    this.#spoiled.push({ id, row, text });
  }

  /** The row that was spoiled first can be read again. @returns that row */
  mend(): PayInRow | undefined {
    const [first, ...rest] = this.#spoiled;
    this.#spoiled = rest;
    if (first) this.#deviations.lift(first.id);
    return first?.row;
  }

  /** Whether a row is an entry for a trigger: readable and final. */
  isEntry(row: PayInRow): boolean {
    return isFinal(row) && !this.#spoiled.some((one) => keyOf(one.row) === keyOf(row));
  }

  /** The key of a row's entry as the list shows it. */
  keyOf(row: PayInRow): string {
    const hours = this.#hours;
    const at = hours === 0 ? row.created_at : shiftWallClock(row.created_at, hours * HOUR);
    return `${row.pay_id} ${at} ${this.#isInCents ? Math.round(Number(row.amount) * 100) : Number(row.amount)}`;
  }

  /** How many entries the list shows of each key. */
  count(rows: readonly PayInRow[]): Map<string, number> {
    const counts = new Map<string, number>();
    const twice = this.#twice;
    for (const row of rows) {
      if (!this.isEntry(row)) continue;
      const key = this.keyOf(row);
      const before = counts.get(key) ?? 0;
      // The sandbox makes the transaction_id of what a row says, so twins have the same one.
      if (twice === 'equal') counts.set(key, 1);
      else if (twice === 'different') counts.set(key, 2);
      else counts.set(key, before + (twice === 'none' ? 2 : 1));
    }
    return counts;
  }
}
