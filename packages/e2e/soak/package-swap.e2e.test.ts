import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emittedItems } from '../src/n8n/database.ts';
import { preparedTarball } from '../src/n8n/prepared.ts';
import { valueAt } from '../src/system/shape.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { inUse } from '../src/workflows/templates.ts';
import { chain, type Workflow } from '../src/workflows/types.ts';
import { paymentToTable, pollEvery } from '../src/workflows/workflows.ts';
import { alone, webhookPath, ALONE } from '../test/instant-workflows.ts';
import { openShop, type Shop } from '../test/support.ts';
import { hasCommit, packCommit, templateOf } from './earlier-package.ts';

/* Workflows that were published with the first package that was handed around, through an update and back. */

const FIRST_PACKAGE = '737ebde';
const MAILS = 'mailsOfSwap00001';
const KINDS = 'kindsOfSwap00001';
const SLOW = { timeoutMs: 90_000 };
const there = hasCommit(FIRST_PACKAGE);

let shop: Shop;
let folder: string;
let earlier: string;

const n8n = (): Shop['n8n'] => shop.n8n;
const subjects = (): string[] => shop.mailbox.mails().map(({ subject }) => subject);
const mailed = (note: string): number => subjects().filter((subject) => subject.includes(note)).length;
const kinds = (): string[] =>
  emittedItems(n8n().home.database, KINDS, 'SecPaid Trigger').map(
    ({ item }) => `${String(item['kind'])} ${String(item['recipient_note'])}`,
  );
const stored = (workflow: string, trigger: string): unknown =>
  valueAt(n8n().staticData(workflow), `node:${trigger}`, 'state', 'version');

const failures = (workflow: string): string[] =>
  n8n()
    .executions(workflow)
    .filter(({ status }) => status === 'error')
    .map(({ id }) => n8n().executionError(id))
    .map((failure) => `${failure?.message ?? ''} ${failure?.description ?? ''}`);

/** The old template as its user set it up: a mail for each payment. */
const mailTemplate = (): Workflow =>
  inUse(templateOf(FIRST_PACKAGE, 'payment-to-email'), {
    id: MAILS,
    credentials: [shop.secPaid, shop.smtp],
    parameters: { 'When a payment arrives': { pollTimes: pollEvery(2) } },
  });

/** Listens to all events that the old package had. */
function kindsWorkflow(): Workflow {
  const events = ['payment', 'refund', 'dispute', 'payout'];
  const { nodes } = paymentToTable({ secPaidCredential: shop.secPaid, trigger: { events } });
  return chain(KINDS, 'All events', nodes.slice(0, 1));
}

async function swapFor(tarball: string): Promise<void> {
  await n8n().stop();
  // SecPaid continues while n8n is down for the update.
  pay('while n8n was down');
  await n8n().installCommunityPackage(tarball);
  await n8n().start({ untilPublished: false });
  shop.sandbox.service.notifier.settings = { urls: [`${n8n().url}${webhookPath(ALONE)}`] };
}

const paid: string[] = [];

function pay(what: string): string {
  const note = `${paid.length + 1}: ${what}`;
  paid.push(note);
  shop.sandbox.account.pay({ amount: 19.9, note });
  return note;
}

const unmailed = (): string[] => paid.filter((note) => mailed(`EUR: ${note}`) === 0);

async function polls(count: number): Promise<void> {
  const asked = shop.sandbox.requests.length;
  await waitFor(`${count} more polls`, () => shop.sandbox.requests.length >= asked + count, SLOW);
}

async function eachOnce(): Promise<void> {
  await waitFor(
    'every payment',
    () => {
      if (unmailed().length > 0) throw new Error(`No mail about ${unmailed().join(', ')}`);
      return paid.every((note) => kinds().includes(`payment ${note}`));
    },
    SLOW,
  );
  await polls(4);
  expect(
    subjects()
      .filter((subject) => subject.startsWith('Payment of'))
      .sort(),
  ).toEqual(paid.map((note) => `Payment of 19.90 EUR: ${note}`).sort());
  expect(
    kinds()
      .filter((kind) => kind.startsWith('payment'))
      .sort(),
  ).toEqual(paid.map((note) => `payment ${note}`).sort());
}

if (there) {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'secpaid-earlier-'));
    earlier = await packCommit(FIRST_PACKAGE, folder);
    shop = await openShop();
    await n8n().stop();
    await n8n().installCommunityPackage(earlier);
    await n8n().start();
    await shop.open(mailTemplate(), kindsWorkflow(), alone(shop));
    shop.sandbox.service.notifier.settings = { urls: [`${n8n().url}${webhookPath(ALONE)}`] };
  });

  afterAll(async () => {
    await shop.close();
    rmSync(folder, { recursive: true });
  });
} else {
  console.warn(
    `The update from ${FIRST_PACKAGE} was not tried: this clone lacks it (git fetch --unshallow).`,
  );
}

(there ? describe : describe.skip)('workflows that were published with the first package', () => {
  it('run with it', async () => {
    pay('with the first package');
    await eachOnce();
    await waitFor('the call', () => mailed(`alone: ${paid[0] ?? ''}`) === 1, SLOW);
    expect([stored(MAILS, 'When a payment arrives'), stored(KINDS, 'SecPaid Trigger')]).toEqual([1, 1]);
  });

  it('continue after the update: what came in between comes once, and nothing old', async () => {
    await swapFor(preparedTarball());
    const note = pay('with today’s package');
    await eachOnce();
    await waitFor('the call', () => mailed(`alone: ${note}`) === 1, SLOW);
    expect([stored(MAILS, 'When a payment arrives'), stored(KINDS, 'SecPaid Trigger')]).toEqual([2, 2]);
  });

  it('start nothing and say why after going back, and the instant trigger continues', async () => {
    const before = subjects().length;
    await swapFor(earlier);
    const note = pay('back with the first package');
    await waitFor('failed polls', () => failures(MAILS).length > 2 && failures(KINDS).length > 2, SLOW);
    for (const failure of [...failures(MAILS), ...failures(KINDS)])
      expect(failure).toMatch(
        /written by a newer version of this connector.*Nothing was started and nothing was changed/s,
      );
    await waitFor('the call', () => mailed(`alone: ${note}`) === 1, SLOW);
    expect(subjects().slice(before)).toEqual([`alone: ${note}`]);
    expect([stored(MAILS, 'When a payment arrives'), stored(KINDS, 'SecPaid Trigger')]).toEqual([2, 2]);
  });

  it('catch up after the next update: all that came in since, each once', async () => {
    await swapFor(preparedTarball());
    pay('with today’s package again');
    await eachOnce();
  });
});
