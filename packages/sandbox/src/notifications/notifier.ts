import type { Account } from '../account/account.ts';
import { Deliveries } from './deliveries.ts';
import { cancelLink } from '../account/link-actions.ts';
import {
  checkedSettings,
  noticeOf,
  resolvedUrls,
  type Notice,
  type PaymentEndpointSettings,
} from './payment-endpoint.ts';
import type { PaymentLink } from '../account/payment-link.ts';
import { owner } from '../account/row.ts';

/** Calls the account's Payment Endpoint, or a link's own, with every payment. */
export class Notifier {
  readonly deliveries: Deliveries;
  readonly #account: Account;
  readonly #initial: PaymentEndpointSettings;
  #settings: PaymentEndpointSettings;

  constructor(account: Account, settings: PaymentEndpointSettings = { urls: [] }) {
    this.#account = account;
    this.#initial = checkedSettings(settings);
    this.#settings = this.#initial;
    this.deliveries = new Deliveries(account.now);
    account.onPaid((row, link) => {
      this.#tell(noticeOf(row), link);
    });
  }

  /** The account's settings at this moment. */
  get settings(): PaymentEndpointSettings {
    return this.#settings;
  }

  set settings(settings: PaymentEndpointSettings) {
    this.#settings = checkedSettings(settings);
  }

  /** Sends the account's addresses, or a given one, a call for a payment that does not exist, as anybody could. */
  forge(notice: Notice, url: string | undefined): void {
    const urls = url === undefined ? this.#settings.urls : [url];
    this.deliveries.send(notice, { ...this.#settings, urls }, true);
  }

  /** A payer cancels a link. Only the older documentation's form reports it. */
  cancel(id: string): PaymentLink {
    const link = cancelLink(this.#account, id);
    const { note, amount } = link;
    const notice = { payId: id, note, amount: amount / 100, userId: owner.user, cancelled: true };
    if (this.#settings.form === 'flat') this.#tell(notice, link);
    return link;
  }

  /** As it started: the first settings, no calls, no faults. */
  reset(): void {
    this.#settings = this.#initial;
    this.deliveries.clear();
  }

  #tell(notice: Notice, link: PaymentLink | undefined): void {
    const { urls, form, encryptionKey } = this.#settings;
    this.deliveries.send(notice, {
      urls: resolvedUrls(link?.paymentEndpoint ?? '', urls),
      form,
      encryptionKey: link?.encryptionKey ?? encryptionKey,
    });
  }
}
