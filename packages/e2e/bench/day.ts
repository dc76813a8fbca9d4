import { type Sandbox, wallClock } from '@secpaid/sandbox';
import { seededRandom } from '../src/system/random.ts';

const STEP = 30 * 60_000;
/** A day in half hours. */
export const STEPS = 48;

/** What happens to an account in a day, the same for the same seed: ordinary trade, and everything that is awkward. */
export function tradingDay(sandbox: Sandbox, clock: { now: number }, seed: number): (step: number) => void {
  const { account, faults } = sandbox;
  const random = seededRandom(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const amount = (): number => 5 + below(9_000) / 100;
  const unpaid = Array.from({ length: 30 }, () => account.createLink());
  const ago = (hours: number): string => wallClock(clock.now - hours * 3_600_000);
  const paidLinks: string[] = [];

  return (step) => {
    faults.clear();
    clock.now += STEP;
    for (let count = below(5); count > 0; count--) paidLinks.push(account.pay({ amount: amount() }).pay_id);
    if (step % 3 === 0) account.pay({ amount: amount(), payId: unpaid.pop(), note: 'an old link' });
    if (step % 4 === 1) account.payPersonalQr({ amount: amount(), note: 'Personal QR' });
    if (step % 6 === 2) account.payTwin(account.payPersonalQr({ amount: 5, note: 'a twin' }));
    if (step % 5 === 3) account.lateBankTransfer({ amount: amount(), at: ago(1 + below(70)) });
    const link = step % 7 === 4 ? paidLinks.shift() : undefined;
    if (link !== undefined) account.refund(link);
    if (step % 8 === 5) account.setPayoutStatus(() => true, step % 16 === 5 ? 'Approved' : 'InProgress');
    if (step === 15 || step === 33) {
      const at = (index: number): string => wallClock(clock.now - (index % 60) * 1_000);
      account.addMany(300, (index) => ({ amount: amount(), note: 'a burst', at: at(index) }));
    }
    const fault = FAULTS[step];
    if (fault) faults.add(fault);
  };
}

const FAULTS: Record<number, Parameters<Sandbox['faults']['add']>[0]> = {
  7: { kind: '429', retryAfter: 1 },
  11: { kind: '503' },
  16: { kind: 'cut-off' },
  21: { kind: 'html' },
  26: { kind: 'error-envelope', message: 'Something went wrong' },
  34: { kind: 'drop', times: 2, onPage: 2 },
  41: { kind: 'no-list' },
};
