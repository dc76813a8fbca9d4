import { describe, expect, it } from '@jest/globals';
import { type Account, startSandbox } from '../../src/index.ts';
import { ask, controlled, rowsOf, serviceOf, summerAccount } from '../helpers.ts';

describe('several accounts behind one address', () => {
  it('each show their own entries to their own token', async () => {
    const service = serviceOf();
    const shop = service.accounts.open('shop-token');
    shop.pay({ amount: 5, note: 'Shop' });
    expect(rowsOf(await ask(service, {}, 'shop-token'))).toMatchObject([{ recipient_note: 'Shop' }]);
    expect(rowsOf(await ask(service))).toHaveLength(2);
  });

  it('have no pay_id in common', () => {
    const service = serviceOf({ account: summerAccount() });
    const ids = ['b', 'c'].map((token) => service.accounts.open(token).createLink());
    expect(new Set([service.account.createLink(), ...ids]).size).toBe(3);
  });

  it('are opened once', () => {
    const { accounts } = serviceOf();
    expect(accounts.open('shop-token')).toBe(accounts.open('shop-token'));
    expect(accounts.open('sandbox-token')).toBe(accounts.inHand.account);
    expect(accounts.place).toEqual({ number: 1, of: 2 });
  });

  it('keep their entries when a token is replaced, and refuse the old one', async () => {
    const service = serviceOf();
    service.token = 'fresh-token';
    expect(rowsOf(await ask(service, {}, 'fresh-token'))).toHaveLength(2);
    expect(JSON.parse((await ask(service, {}, 'sandbox-token')).body)).toMatchObject({ Result: 'False' });
  });

  it('never share a token', () => {
    const service = serviceOf();
    service.accounts.open('shop-token');
    expect(() => {
      service.token = 'shop-token';
    }).toThrow('this token opens another account already');
  });

  it('show no token in the log of requests', async () => {
    const service = serviceOf();
    service.accounts.open('shop-token');
    await ask(service, { search: 'shop-token' });
    expect(JSON.stringify(service.requests.all())).not.toContain('shop-token');
  });

  it('may share the limit of requests, as those behind one IP address', async () => {
    const service = serviceOf({ rateLimit: 1 });
    service.accounts.open('shop-token');
    service.rateLimit.per = 'address';
    expect((await ask(service)).status).toBe(200);
    expect((await ask(service, {}, 'shop-token')).status).toBe(429);
    service.reset();
    expect(service.rateLimit.per).toBe('token');
  });

  it('call a Payment Endpoint each', async () => {
    const service = serviceOf({ paymentEndpoint: { urls: ['http://127.0.0.1:1/'] } });
    service.accounts.open('shop-token').pay({ amount: 1 });
    await service.notifier.deliveries.settled();
    expect(service.notifier.deliveries.all()).toEqual([]);
  });
});

describe('the control API on several accounts', () => {
  it('acts on the one that it is told to, and says no token', async () => {
    const sandbox = await startSandbox();
    const first: Account = sandbox.account;
    expect(await controlled(sandbox, 'account', { token: 'shop-token' })).toEqual({ number: 2, of: 2 });
    await controlled(sandbox, 'pay', { amount: 5 });
    expect(first.rows()).toEqual([]);
    expect(sandbox.accounts.open('shop-token').rows()).toHaveLength(1);
    expect(await controlled(sandbox, 'account', { number: 1 })).toEqual({ number: 1, of: 2 });
    expect(await controlled(sandbox, 'accounts')).toEqual({ number: 1, of: 2 });
    expect(await controlled(sandbox, 'entries')).toMatchObject({ entries: [] });
    await controlled(sandbox, 'reset', {});
    expect(await controlled(sandbox, 'accounts')).toEqual({ number: 1, of: 1 });
    expect(sandbox.account).toBe(first);
    await sandbox.close();
  });

  it.each([
    [{}, 'which account: expected either its token or its number'],
    [{ token: '' }, 'which account'],
    [{ token: 'a', number: 1 }, 'which account'],
    [{ number: 3 }, 'there is no account 3: expected 1 to 1'],
  ])('says what is wrong with %j', async (values, message) => {
    const sandbox = await startSandbox();
    expect(await controlled(sandbox, 'account', values)).toEqual({ error: expect.stringContaining(message) });
    await sandbox.close();
  });
});
