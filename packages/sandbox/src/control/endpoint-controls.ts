import type { ControlActions } from './control-action.ts';
import { Fields, required } from '../values/fields.ts';
import { InputError } from '../values/input-error.ts';
import { toCents } from '../values/money.ts';
import type { Notifier } from '../notifications/notifier.ts';
import { owner } from '../account/row.ts';

/** Actions on the account's Payment Endpoint and its calls. */
export const endpointControls: ControlActions = {
  'payment-endpoint': ({ notifier }, values) => {
    const { urls, ...rest } = values;
    const fields = new Fields(rest, ['form', 'encryptionKey']);
    const before = notifier.settings;
    const key = fields.text('encryptionKey') ?? before.encryptionKey;
    notifier.settings = {
      urls: addresses(urls),
      form: fields.choice('form', ['json', 'flat'] as const) ?? before.form,
      encryptionKey: key === '' ? undefined : key,
    };
    return shownEndpoint(notifier);
  },

  'delivery-fault': ({ notifier }, values) => {
    const fields = new Fields(values, ['kind', 'times']);
    const kind = required('kind', fields.choice('kind', ['twice', 'lost'] as const));
    notifier.deliveries.addFault(kind, fields.whole('times', 1, 1000) ?? 1);
    return { added: true };
  },

  'forge-delivery': ({ notifier }, values) => {
    const fields = new Fields(values, ['payId', 'amount', 'note', 'url']);
    const payId = String(required('payId', fields.figure('payId')));
    const amount = toCents(required('amount', fields.figure('amount'))) / 100;
    const notice = { payId, amount, note: fields.text('note') ?? '', userId: owner.user, cancelled: false };
    notifier.forge(notice, fields.text('url'));
    return { forged: true };
  },
};

/** The settings as they may be shown: whether there is a key, but not the key. */
export function shownEndpoint({ settings: { urls, form, encryptionKey } }: Notifier) {
  return { urls, form: form ?? 'json', encrypted: encryptionKey !== undefined };
}

function addresses(value: unknown): string[] {
  const urls: unknown[] = Array.isArray(value) ? value : [value];
  return urls.map((url) => {
    if (typeof url === 'string' && URL.canParse(url)) return url;
    throw new InputError(
      'the Payment Endpoint needs whole addresses, such as http://127.0.0.1:5678/webhook/secpaid',
    );
  });
}
