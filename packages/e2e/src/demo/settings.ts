import { parseArgs } from 'node:util';

/** The account that the demo listens to. */
export type DemoAccount =
  { kind: 'sandbox' } | { kind: 'real'; apiToken: string; environment: 'production' | 'development' };

/** What the demo is asked to do. */
export interface DemoSettings {
  /** Check itself and end, instead of staying up. */
  once: boolean;
  account: DemoAccount;
}

/** How to call the demo. */
export const USAGE = `Usage: npm start [-- --once]

  --once               make one payment, check that it arrives, and end (exit code 0 or 1)

  SECPAID_API_TOKEN    listen to this SecPaid account, read-only, instead of the sandbox
  SECPAID_ENVIRONMENT  that account's environment: production (default) or development`;

/** Reads the command line and the environment. @throws Error that says what is wrong with them. */
export function readSettings(args: string[], env: NodeJS.ProcessEnv): DemoSettings {
  const { values } = parseArgs({ args, options: { once: { type: 'boolean', default: false } } });
  return { once: values.once, account: readAccount(env) };
}

function readAccount(env: NodeJS.ProcessEnv): DemoAccount {
  const apiToken = env.SECPAID_API_TOKEN?.trim() ?? '';
  const environment = env.SECPAID_ENVIRONMENT?.trim() ?? '';
  if (apiToken === '') {
    if (environment === '') return { kind: 'sandbox' };
    throw new Error(
      'SECPAID_ENVIRONMENT is set, but SECPAID_API_TOKEN is not: it names the account to listen to.',
    );
  }
  if (environment === '' || environment === 'production' || environment === 'development') {
    return { kind: 'real', apiToken, environment: environment === '' ? 'production' : environment };
  }
  throw new Error(`SECPAID_ENVIRONMENT is "${environment}": expected production or development.`);
}
