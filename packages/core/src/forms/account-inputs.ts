import { type AnyInput, TEXT } from './input.ts';

/** Where people sign in; each environment has its own accounts and tokens. */
export const DASHBOARDS = {
  production: 'https://app.secpaid.com',
  development: 'https://app.dev.secpaid.com',
} as const;

/** What a connection to an account is asked for. */
export const ACCOUNT_INPUTS = {
  apiToken: {
    ...TEXT,
    label: 'API Token',
    help: 'It gives full access to the account, so treat it like a password',
  },
  environment: { label: 'Environment', help: 'Each environment has its own API token' },
  accountName: {
    ...TEXT,
    label: 'Account Name',
    help: 'What to call this connection, so that several accounts can be told apart; SecPaid does not need it',
    example: 'Shop Berlin',
  },
} as const satisfies Record<string, AnyInput>;
