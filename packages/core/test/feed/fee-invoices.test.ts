import { random } from './listing.ts';
import { describe, expect, it } from '@jest/globals';
import { wallClock } from '../../../sandbox/src/index.ts';
import { Account, createService } from '../../../sandbox/src/index.ts';
import { createClient, pollFeeInvoices } from '../../src/index.ts';
import { connectionWith, ids } from '../support.ts';
import { DAY } from './scenes.ts';

describe('New Fee Invoice', () => {
  it('emits each invoice once, over a year, and nothing that was there', async () => {
    let now = Date.UTC(2026, 4, 1, 1);
    const account = new Account({ clock: () => now });
    const service = createService(account, { rateLimit: false });
    const client = createClient(connectionWith(service.token), (request) => service.handle(request));
    let stored: string | undefined;
    const poll = async (): Promise<string[]> => {
      const { taken, state } = await pollFeeInvoices({
        state: stored === undefined ? undefined : JSON.parse(stored),
        ask: (slice) => client.feeInvoices.unsorted(slice),
        clock: () => now,
        random,
        firstSinceStart: stored === undefined,
      });
      stored = JSON.stringify(state);
      return ids(taken);
    };
    const invoice = (): string => {
      const month = wallClock(now - 5 * DAY).slice(0, 7);
      account.pay({ amount: 10, at: `${month}-03 10:00:00` });
      return account.invoices.issue(month, wallClock(now)).sf_id;
    };
    invoice();
    expect(await poll()).toEqual([]);
    for (let month = 5; month < 17; month++) {
      now = Date.UTC(2026, month, 1, 1);
      const id = invoice();
      expect(await poll()).toEqual([id]);
      now += DAY;
      expect(await poll()).toEqual([]);
    }
  });
});
