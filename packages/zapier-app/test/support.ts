import http from 'node:http';
import https from 'node:https';
import { afterAll, afterEach, beforeEach, jest } from '@jest/globals';
import {
  type FeeInvoice,
  isReadable,
  type Listed,
  type PaymentLink,
  type PaymentStatus,
  type PayIn,
  type PayOut,
  type PayOutPayments,
} from '@secpaid/core';
import { type Account, type Sandbox, type ServiceOptions, startSandbox } from '@secpaid/sandbox';
import { type Bundle, createAppTester } from 'zapier-platform-core';
import { testConnection } from '../src/authentication.ts';
import { perform as createLink } from '../src/creates/create-payment-link.ts';
import { perform as deleteLink } from '../src/creates/delete-payment-link.ts';
import app from '../src/index.ts';
import { perform as findInvoices } from '../src/searches/find-fee-invoice.ts';
import { perform as find } from '../src/searches/find-pay-in.ts';
import { perform as findPayOut } from '../src/searches/find-pay-out.ts';
import { perform as findLinks } from '../src/searches/find-payment-link.ts';
import { perform as findStatus } from '../src/searches/find-payment-status.ts';
import { perform as pollInvoices } from '../src/triggers/new-fee-invoice.ts';
import { perform as pollDisputes } from '../src/triggers/new-dispute.ts';
import { perform as poll } from '../src/triggers/new-pay-in.ts';
import { perform as pollPayOuts } from '../src/triggers/new-pay-out.ts';
import { perform as pollRefunds } from '../src/triggers/new-refund.ts';
import { perform as pollApproved } from '../src/triggers/pay-out-approved.ts';

export const TOKEN = 'tok-4711-secret-of-the-account';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A summer afternoon; tests with windows start here. */
const START = Date.parse('2026-06-15T12:00:00Z');

/** The connection of each World. */
export const AUTH = { api_token: TOKEN, environment: 'production' };

const run = createAppTester(app);
type Meta = Partial<Bundle['meta']>;

/** A SecPaid account, and the app connected to it as Zapier runs it: over real HTTP, through zapier-platform-core. */
export interface World {
  readonly sandbox: Sandbox;
  readonly account: Account;
  /** What SecPaid's clock and the app's show. It stands still until it is moved. */
  readonly now: () => number;
  readonly sleep: (ms: number) => void;
  readonly poll: (inputData?: object, meta?: Meta) => Promise<PayIn[]>;
  readonly find: (inputData: object) => Promise<PayIn[]>;
  /** As `find`, with what cannot be read. */
  readonly findAll: (inputData: object) => Promise<Listed<PayIn>[]>;
  readonly pollPayOuts: (meta?: Meta) => Promise<PayOut[]>;
  readonly pollApproved: (meta?: Meta) => Promise<PayOut[]>;
  readonly pollRefunds: (inputData?: object, meta?: Meta) => Promise<PayIn[]>;
  readonly pollDisputes: (inputData?: object, meta?: Meta) => Promise<PayIn[]>;
  readonly findPayOut: (inputData: object) => Promise<PayOutPayments[]>;
  readonly pollFeeInvoices: (meta?: Meta) => Promise<FeeInvoice[]>;
  readonly findFeeInvoices: (inputData: object) => Promise<Listed<FeeInvoice>[]>;
  readonly createLink: (inputData: object) => Promise<PaymentLink>;
  readonly deleteLink: (inputData: object) => Promise<object>;
  readonly findLinks: (inputData: object) => Promise<PaymentLink[]>;
  readonly findStatus: (inputData: object) => Promise<PaymentStatus[]>;
  readonly connect: (authData?: Record<string, string>) => Promise<Record<string, string>>;
}

const running: Sandbox[] = [];
let logged: unknown[] = [];

beforeEach(() => {
  logged = [];
  jest.spyOn(console, 'log').mockImplementation((...line: unknown[]) => {
    logged.push(...line);
  });
  // zapier-platform-core ends a process that holds more memory than Zapier's own may; jest's holds more than that.
  jest
    .spyOn(process, 'memoryUsage')
    .mockReturnValue({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 });
});

afterEach(async () => {
  delete process.env['SECPAID_BASE_URL'];
  jest.restoreAllMocks();
  for (const sandbox of running.splice(0)) await sandbox.close();
});

// zapier-platform-core replaces these for good, with a form that takes two arguments only, and jest runs other
// packages' tests in the same process.
const originals = [http, https].map((module) => ({ module, request: module.request }));
afterAll(() => {
  for (const { module, request } of originals) Object.assign(module, { request, patchedByZapier: false });
});

/** Everything the app wrote to Zapier's log in this test. */
export const log = (): string => logged.join('\n');

/** Starts an empty account, and connects the app to it. */
export async function startWorld(options: ServiceOptions = {}): Promise<World> {
  let now = START;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  const sandbox = await startSandbox({ token: TOKEN, rateLimit: false, clock: () => now, ...options });
  running.push(sandbox);
  process.env['SECPAID_BASE_URL'] = sandbox.apiUrl;
  const findAll = async (inputData: object): Promise<Listed<PayIn>[]> =>
    await run(find, { authData: AUTH, inputData, meta: {} });
  return {
    sandbox,
    account: sandbox.account,
    now: () => now,
    sleep: (ms) => {
      now += ms;
    },
    poll: async (inputData = {}, meta = {}) => await run(poll, { authData: AUTH, inputData, meta }),
    find: async (inputData) => (await findAll(inputData)).filter(isReadable),
    findAll,
    pollPayOuts: async (meta = {}) => await run(pollPayOuts, { authData: AUTH, inputData: {}, meta }),
    pollApproved: async (meta = {}) => await run(pollApproved, { authData: AUTH, inputData: {}, meta }),
    pollRefunds: async (inputData = {}, meta = {}) =>
      await run(pollRefunds, { authData: AUTH, inputData, meta }),
    pollDisputes: async (inputData = {}, meta = {}) =>
      await run(pollDisputes, { authData: AUTH, inputData, meta }),
    findPayOut: async (inputData) => await run(findPayOut, { authData: AUTH, inputData, meta: {} }),
    pollFeeInvoices: async (meta = {}) => await run(pollInvoices, { authData: AUTH, inputData: {}, meta }),
    findFeeInvoices: async (inputData) => await run(findInvoices, { authData: AUTH, inputData, meta: {} }),
    createLink: async (inputData) => await run(createLink, { authData: AUTH, inputData, meta: {} }),
    deleteLink: async (inputData) => await run(deleteLink, { authData: AUTH, inputData, meta: {} }),
    findLinks: async (inputData) => await run(findLinks, { authData: AUTH, inputData, meta: {} }),
    findStatus: async (inputData) => await run(findStatus, { authData: AUTH, inputData, meta: {} }),
    connect: async (authData = AUTH) => ({ ...(await run(testConnection, { authData })) }),
  };
}

/** What an action failed with; fails if it did not. */
export async function failure(action: Promise<unknown>): Promise<Error> {
  const outcome = await action.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Error) return outcome;
  throw new Error('It should have failed with an error.');
}

/** The sentences of one of Zapier's errors: z.errors.Error and ThrottledError carry JSON, the others plain text. */
export function sentencesOf({ message }: Error): string {
  if (!message.startsWith('{')) return message.split('\nWhat happened:')[0] ?? '';
  const parsed = JSON.parse(message) as { message: string };
  return parsed.message;
}

/** The notes of entries, for short. */
export const notes = (payIns: readonly PayIn[]): (string | null)[] => payIns.map((one) => one.recipient_note);
