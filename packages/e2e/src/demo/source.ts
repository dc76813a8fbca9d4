import { startSandbox } from '@secpaid/sandbox';
import type { Credential } from '../workflows/types.ts';
import { pollEvery, secPaidCredential } from '../workflows/workflows.ts';
import type { Closers } from './closers.ts';
import type { DemoAccount } from './settings.ts';

/** Where the demo's payments come from. */
export interface Source {
  credential: Credential;
  /** Parameters of the trigger that this source wants otherwise. */
  trigger: Record<string, unknown>;
  /** A sandbox can be paid; a real account is only listened to. */
  sandbox: { url: string; apiUrl: string; token: string; pay(): void; polls(): number } | undefined;
}

/** What the demo pays into its sandbox. */
export const DEMO_PAYMENT = { amount: 49.9, note: 'Order 1001' };

/** Opens the sandbox, or points at the real account, of which nothing but its list of pay-ins is read. */
export async function openSource(account: DemoAccount, closers: Closers): Promise<Source> {
  if (account.kind === 'real') {
    const { apiToken, environment } = account;
    return {
      credential: secPaidCredential({ apiToken, environment }),
      // Every 15 s: 60 requests a minute is all that the account's workflows have together.
      trigger: { pollTimes: pollEvery(15) },
      sandbox: undefined,
    };
  }
  const sandbox = closers.opened(await startSandbox());
  return {
    credential: secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl }),
    trigger: { pollTimes: pollEvery(5) },
    sandbox: {
      url: sandbox.url,
      apiUrl: sandbox.apiUrl,
      token: sandbox.token,
      pay: () => void sandbox.account.pay(DEMO_PAYMENT),
      polls: () => sandbox.requests.length,
    },
  };
}
