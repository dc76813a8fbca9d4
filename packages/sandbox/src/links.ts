import { InputError } from './input-error.ts';

/** The payment links of an account: each has the number that later stands as pay_id in its payments. */
export class Links {
  #next = 99_300;
  #personalQr: string | undefined;

  /** Makes a link. */
  create(): string {
    return String(this.#next++);
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

  /** Forgets the Personal QR link. Numbers are not given out again. */
  clear(): void {
    this.#personalQr = undefined;
  }
}
