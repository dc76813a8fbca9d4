import { describe, expect, it } from '@jest/globals';
import { cancelLink, payLink } from '../../../sandbox/src/index.ts';
import { createClient } from '../../src/client.ts';
import { findStatus } from '../../src/status/find-status.ts';
import type { PaymentStatus } from '../../src/status/payment-status.ts';
import { STATUS_FIELDS } from '../../src/status/status-fields.ts';
import { connectionWith, failureOf, type Shop, shop, success } from '../support.ts';

const LINK = {
  note: 'Order 1042',
  callbackUrl: '',
  paymentEndpoint: '',
  cancellable: true,
  bankTransfer: false,
  isQrLink: false,
  statement: '',
  encryptionKey: undefined,
};

const openLink = ({ account }: Shop, cents = 4990): string =>
  account.links.open({ ...LINK, amount: cents }, '2026-06-14 09:00:00').id;

const statusOf = ({ client }: Shop, payId: string): Promise<PaymentStatus> => findStatus(client, { payId });

const endpoints = ({ service }: Shop): (string | undefined)[] =>
  service.requests.all().map(({ path }) => path.split('/').at(-1));

describe('the status of a payment', () => {
  it('has every field, with what was paid, refunded and left, and when', async () => {
    const one = shop();
    const payId = openLink(one);
    payLink(one.account, payId, { at: '2026-06-14 10:00:00', service_fee: '0.50', service_fee_psp: '1.00' });
    one.account.refund(payId, { amount: '20.00', at: '2026-06-15 11:00:00' });
    const status = await statusOf(one, payId);
    expect(status).toEqual({
      pay_id: payId,
      status: 'partly_refunded',
      paid_amount: 49.9,
      refunded_amount: 20,
      disputed_amount: 0,
      net_amount: 28.7,
      currency: 'EUR',
      payment_count: 1,
      recipient_note: 'Order 1042',
      paid_at: '2026-06-14T10:00:00+02:00',
      refunded_at: '2026-06-15T11:00:00+02:00',
      disputed_at: null,
    });
    expect(Object.keys(status)).toEqual(STATUS_FIELDS.map(({ key }) => key));
  });

  it.each<[string, (one: Shop, payId: string) => void, Partial<PaymentStatus>]>([
    ['waits for payment', () => undefined, { status: 'unpaid', paid_amount: 0, payment_count: 0 }],
    [
      'was cancelled by the payer',
      ({ account }, payId) => cancelLink(account, payId),
      { status: 'cancelled', paid_amount: 0 },
    ],
    ['was paid', ({ account }, payId) => payLink(account, payId), { status: 'paid', paid_amount: 49.9 }],
    [
      'was refunded whole, in parts',
      ({ account }, payId) => {
        payLink(account, payId);
        account.refund(payId, { amount: '49.80' });
        account.refund(payId, { amount: '0.10' });
      },
      { status: 'refunded', refunded_amount: 49.9 },
    ],
    [
      'is disputed',
      ({ account }, payId) => {
        payLink(account, payId);
        account.dispute(payId);
      },
      { status: 'disputed', disputed_amount: 49.9 },
    ],
    [
      'won its dispute',
      ({ account }, payId) => {
        payLink(account, payId);
        account.dispute(payId);
        account.disputeRefund(payId);
      },
      { status: 'dispute_won', disputed_amount: 0 },
    ],
    [
      'was refunded in place: how much is not stated, so all of it; the net amount is unknown',
      ({ account }, payId) => {
        payLink(account, payId);
        account.refund(payId, { as: 'in-place' });
      },
      { status: 'refunded', refunded_amount: 49.9, net_amount: null, refunded_at: null },
    ],
    [
      'was refunded in part, in place and by a row: the row says how much',
      ({ account }, payId) => {
        payLink(account, payId);
        account.refund(payId, { amount: '20.00', as: 'both' });
      },
      { status: 'partly_refunded', refunded_amount: 20 },
    ],
    [
      'is disputed in place',
      ({ account }, payId) => {
        payLink(account, payId);
        account.dispute(payId, { as: 'in-place' });
      },
      { status: 'disputed', disputed_amount: 49.9 },
    ],
    [
      'waits still, since a payment failed',
      ({ account }, payId) => {
        account.pay({ amount: '49.90', payId, status: 'Failed' });
      },
      { status: 'unpaid', paid_amount: 0, payment_count: 0 },
    ],
  ])('of a link that %s', async (_, happen, expected) => {
    const one = shop();
    const payId = openLink(one);
    happen(one, payId);
    expect(await statusOf(one, payId)).toMatchObject({ pay_id: payId, ...expected });
  });

  it('counts all payments of a Personal QR link, and one open dispute among them weighs most', async () => {
    const one = shop();
    const [{ pay_id: payId } = { pay_id: '' }] = [3, 4, 5].map((amount) =>
      one.account.payPersonalQr({ amount, at: `2026-06-15 1${amount}:00:00` }),
    );
    expect(await statusOf(one, payId)).toMatchObject({
      status: 'paid',
      paid_amount: 12,
      payment_count: 3,
      paid_at: '2026-06-15T15:00:00+02:00',
    });
    one.account.dispute(payId);
    expect(await statusOf(one, payId)).toMatchObject({ status: 'disputed', disputed_amount: 5 });
  });

  it('takes one request if there are entries, two for an unpaid link', async () => {
    const one = shop();
    const [paid, unpaid] = [openLink(one), openLink(one)];
    payLink(one.account, paid);
    await statusOf(one, paid);
    expect(endpoints(one)).toEqual(['getPayInTransactions']);
    await statusOf(one, unpaid);
    expect(endpoints(one).slice(1)).toEqual(['getPayInTransactions', 'getMyUnusedLinks']);
  });

  it('is read from an ID in another spelling, and from rows that spell it otherwise', async () => {
    const one = shop();
    const payId = openLink(one);
    payLink(one.account, payId);
    one.service.deviations.add('pay-id-spelled', { as: 'leading zero' });
    expect(await statusOf(one, `0${payId}`)).toMatchObject({ pay_id: payId, status: 'paid' });
  });
});

describe('a status that cannot be proven', () => {
  it('is never called unpaid: a link paid while its entries were read is paid', async () => {
    const one = shop();
    const payId = openLink(one);
    const client = createClient(connectionWith(one.service.token), async (request) => {
      const answer = await one.service.handle(request);
      if (request.url.endsWith('getPayInTransactions') && one.account.links.find(payId))
        payLink(one.account, payId);
      return answer;
    });
    expect(await findStatus(client, { payId })).toMatchObject({ status: 'paid', paid_amount: 49.9 });
  });

  it('is paid, of unknown amounts, if only the list of used links has it', async () => {
    const one = shop();
    const payId = openLink(one);
    payLink(one.account, payId, { at: '2026-06-14 10:00:00' });
    const client = createClient(connectionWith(one.service.token), async (request) => {
      const answer = await one.service.handle(request);
      return request.url.endsWith('getPayInTransactions') ? { ...answer, body: success([]) } : answer;
    });
    expect(await findStatus(client, { payId })).toMatchObject({
      status: 'paid',
      paid_amount: null,
      net_amount: null,
      payment_count: 1,
      paid_at: '2026-06-14T10:00:00+02:00',
    });
  });

  it('is an error for an ID that SecPaid does not know, or whose link was deleted', async () => {
    const one = shop();
    const payId = openLink(one);
    one.account.links.remove(payId);
    for (const id of [payId, '4711']) {
      const error = await failureOf(() => statusOf(one, id));
      expect(error.kind).toBe('validation');
      expect(error.what).toBe(`SecPaid knows no payment and lists no payment link with the Pay ID ${id}.`);
    }
  });

  it('is an error for a payment that is not final', async () => {
    const one = shop();
    const payId = openLink(one);
    one.account.pay({ amount: '49.90', payId, status: 'Pending' });
    const error = await failureOf(() => statusOf(one, payId));
    expect(error.what).toBe(
      `The payment of Pay ID ${payId} is neither paid nor unpaid yet: SecPaid calls it Pending.`,
    );
  });

  it('is an error that names the row if an entry cannot be read', async () => {
    const one = shop();
    const payId = openLink(one);
    payLink(one.account, payId);
    one.service.deviations.add('unreadable-row', { payId, field: 'amount' });
    expect((await failureOf(() => statusOf(one, payId))).message).toContain(`pay_id "${payId}"`);
  });

  it.each(['getPayInTransactions', 'getMyUnusedLinks', 'getMyUsedLinks'])(
    'is an error where %s gives no list',
    async (onEndpoint) => {
      const one = shop();
      one.service.faults.add({ kind: 'no-list', onEndpoint });
      expect((await failureOf(() => statusOf(one, '4711'))).kind).toBe('unexpected-answer');
    },
  );

  it.each([
    ['', 'Pay ID must be digits only'],
    ['abc', 'Pay ID must be digits only'],
    [undefined, 'Check the expression in Pay ID'],
  ])('is refused before any request: %j', async (payId, sentence) => {
    const one = shop();
    expect((await failureOf(() => findStatus(one.client, { payId }))).message).toContain(sentence);
    expect(endpoints(one)).toEqual([]);
  });
});
