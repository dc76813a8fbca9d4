import { InputError } from '../values/input-error.ts';
import type { LinkInput, PaymentLink } from './payment-link.ts';

/** The payment links of an account: each has the number that later stands as pay_id in its payments. */
export class Links {
  #next: number;
  #personalQr: string | undefined;
  readonly #unused = new Map<string, PaymentLink>();

  constructor(first: number) {
    this.#next = first;
  }

  /** Gives out the number of a link. */
  create(): string {
    return String(this.#next++);
  }

  /** Makes a link that waits to be paid, at Berlin's wall clock. */
  open(input: LinkInput, createdAt: string): PaymentLink {
    const link = { ...input, id: this.create(), createdAt, cancelled: false };
    this.#unused.set(link.id, link);
    return link;
  }

  /** The links that wait to be paid, and those whose payer cancelled, newest first. */
  unused(): PaymentLink[] {
    return [...this.#unused.values()].reverse();
  }

  /** A link that waits to be paid, or was cancelled. */
  find(id: string): PaymentLink | undefined {
    return this.#unused.get(id);
  }

  /** A payer presses the button that cancels; such a link cannot be paid any more. */
  cancel(link: PaymentLink): PaymentLink {
    const cancelled = { ...link, cancelled: true };
    this.#unused.set(link.id, cancelled);
    return cancelled;
  }

  /** A link is paid or deleted. */
  remove(id: string): void {
    this.#unused.delete(id);
  }

  /** The permanent link behind the account's Personal QR code. */
  personalQr(): string {
    this.#personalQr ??= this.create();
    return this.#personalQr;
  }

  /** A link by the number that a caller gave. */
  known(payId: number | string): string {
    const id = String(payId);
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new InputError(`"${id}" is not a pay_id: expected digits`);
    // It must not be given out again as a new one.
    this.#next = Math.max(this.#next, Number(id) + 1);
    return id;
  }

  /** Forgets every link. Numbers are not given out again. */
  clear(): void {
    this.#personalQr = undefined;
    this.#unused.clear();
  }
}
