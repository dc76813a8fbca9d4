import { Account } from '../account/account.ts';
import { InputError } from '../values/input-error.ts';
import { Notifier } from '../notifications/notifier.ts';
import type { PaymentEndpointSettings } from '../notifications/payment-endpoint.ts';

/** An account, the token that opens it, and what calls its Payment Endpoint. */
interface Access {
  readonly account: Account;
  readonly notifier: Notifier;
  token: string;
}

/** The accounts behind one address, each with a separate token. One of them is selected. */
export class Accounts {
  readonly #first: Access;
  readonly #firstToken: string;
  #all: Access[];
  #inHand: Access;

  constructor(account: Account, token: string, paymentEndpoint: PaymentEndpointSettings | undefined) {
    this.#first = { account, token, notifier: new Notifier(account, paymentEndpoint) };
    this.#firstToken = token;
    this.#all = [this.#first];
    this.#inHand = this.#first;
  }

  /** The account that the control API and the page act on. */
  get inHand(): Access {
    return this.#inHand;
  }

  /** Its number, from 1, and how many there are. */
  get place(): { readonly number: number; readonly of: number } {
    return { number: this.#all.indexOf(this.#inHand) + 1, of: this.#all.length };
  }

  /** Every token that is accepted. */
  get tokens(): string[] {
    return this.#all.map((one) => one.token);
  }

  /** What a token opens. */
  find(token: string): Access | undefined {
    return this.#all.find((one) => one.token === token);
  }

  /** The account behind a token, a new and empty one if there is none yet. */
  open(token: string): Account {
    return this.#open(token).account;
  }

  /** As open, and selects that account. */
  switchTo(token: string): void {
    this.#inHand = this.#open(token);
  }

  /** Selects the account with a number. */
  switchToNumber(number: number): void {
    const access = this.#all[number - 1];
    if (!access) throw new InputError(`there is no account ${number}: expected 1 to ${this.#all.length}`);
    this.#inHand = access;
  }

  /** The selected account gets another token; the old one is refused from now on. */
  replaceToken(token: string): void {
    const owner = this.find(token);
    if (owner && owner !== this.#inHand) throw new InputError('this token opens another account already');
    this.#inHand.token = token;
  }

  /** Only the first account, emptied, behind its first token. */
  reset(): void {
    this.#all = [this.#first];
    this.#inHand = this.#first;
    this.#first.token = this.#firstToken;
    this.#first.account.clear();
    this.#first.notifier.reset();
  }

  #open(token: string): Access {
    const known = this.find(token);
    if (known) return known;
    // SecPaid numbers the links of all accounts together, so no pay_id is in two of them.
    const firstPayId = 99_300 + this.#all.length * 1_000_000;
    const account = new Account({ clock: this.#first.account.now, firstPayId });
    const access = { account, token, notifier: new Notifier(account) };
    this.#all.push(access);
    return access;
  }
}
