import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/index.ts';
import { controlled } from '../helpers.ts';

/** Nobody listens there. */
const URL = 'http://127.0.0.1:9/account';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    clock: () => Date.parse('2026-06-15T12:00:00Z'),
    paymentEndpoint: { urls: [URL] },
  });
});
afterAll(() => sandbox.close());
afterEach(() => {
  sandbox.service.reset();
});

const control = (action: string, body?: unknown): Promise<unknown> => controlled(sandbox, action, body);

describe('the settings', () => {
  it('are shown without the key, and keep what a change leaves out', async () => {
    await control('payment-endpoint', {
      urls: [URL],
      form: 'flat',
      encryptionKey: '0123456789abcdef0123456789ABCDEF',
    });
    const changed = await control('payment-endpoint', { urls: [`${URL}/other`] });
    expect(changed).toEqual({ urls: [`${URL}/other`], form: 'flat', encrypted: true });
    expect(await control('payment-endpoint', { urls: [], encryptionKey: '' })).toMatchObject({
      encrypted: false,
    });
  });
});

describe('bad settings', () => {
  it.each([
    ['payment-endpoint', {}, 'the Payment Endpoint needs whole addresses'],
    ['payment-endpoint', { urls: ['hook'] }, 'the Payment Endpoint needs whole addresses'],
    ['payment-endpoint', { urls: [], form: 'xml' }, '"form": expected "json" or "flat"'],
    ['payment-endpoint', { urls: [], encryptionKey: 'short' }, 'does not have 32 characters'],
    ['delivery-fault', { kind: 'late' }, '"kind": expected "twice" or "lost"'],
    ['forge-delivery', { amount: 1 }, '"payId" is missing'],
    ['pay', { linkId: 1 }, 'Invalid link ID'],
    ['pay', { linkId: 1, amount: 5 }, 'unknown field "amount"'],
    ['create-link', {}, 'Amount is required'],
    ['pay-out', { date: 'today' }, '"date": expected a day'],
    ['pay-out', {}, 'nothing is pending'],
    ['approve-payout', { payoutId: 1 }, 'no such payout is under way'],
  ])('%s %j says: %s', async (name, body, message) => {
    expect(await control(name, body)).toEqual({ error: expect.stringContaining(message) });
    expect(await control('deliveries')).toEqual({ deliveries: [] });
  });

  it('change nothing', async () => {
    await control('payment-endpoint', { urls: [URL], form: 'xml' });
    expect(await control('payment-endpoint')).toEqual({
      urls: [URL],
      form: 'json',
      encrypted: false,
    });
  });

  it('are refused at the start too', async () => {
    await expect(startSandbox({ paymentEndpoint: { urls: [], encryptionKey: 'short' } })).rejects.toThrow(
      '32 characters',
    );
  });
});

describe('the control API', () => {
  it('makes, shows and deletes links, and pays out', async () => {
    const made = await control('create-link', { amount: 5, recipient_note: 'Order 1' });
    expect(made).toMatchObject({
      link: { status: 'Unused', pay_link: expect.stringContaining(sandbox.url) },
    });
    const linkId = sandbox.account.links.unused()[0]?.id;
    expect(await control('links')).toMatchObject({ unused: [{ linktopay_id: linkId }], used: [] });
    await control('pay', { linkId, paymentMethod: 'Bank Transfer' });
    expect(await control('links')).toMatchObject({ unused: [], used: [{ linktopay_id: linkId }] });
    expect(sandbox.account.rows()).toMatchObject([{ payment_method: 'Bank Transfer' }]);
    await control('create-link', { amount: 6 });
    const other = sandbox.account.links.unused()[0]?.id;
    await control('delete-link', { linkId: other });
    expect(await control('links')).toMatchObject({ unused: [] });
    expect(await control('pay-out', { date: '2026-06-15' })).toMatchObject({
      payouts: [{ payout_amount: '5.00' }],
    });
    expect(await control('approve-payout', {})).toMatchObject({ payouts: [{ payout_status: 'Approved' }] });
    expect(await control('payouts')).toMatchObject({ payouts: [{ payout_status: 'Approved' }] });
  });
});
