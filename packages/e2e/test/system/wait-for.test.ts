import { expect, test } from '@jest/globals';
import { waitFor } from '../../src/system/wait-for.ts';

test('returns the first thing that the probe gives', async () => {
  const answers = [undefined, null, false, 0];
  await expect(waitFor('a number', () => answers.shift(), { intervalMs: 1 })).resolves.toBe(0);
});

test('takes a probe that throws for "not yet"', async () => {
  let looks = 0;
  const probe = () => {
    if (++looks < 3) throw new Error('no server');
    return looks;
  };
  await expect(waitFor('a server', probe, { intervalMs: 1 })).resolves.toBe(3);
});

test('says at the deadline what was awaited and what was seen last', async () => {
  const probe = () => {
    throw new Error('no server');
  };
  await expect(waitFor('a server', probe, { timeoutMs: 20, intervalMs: 5 })).rejects.toThrow(
    /20 ms for a server[^]*Error: no server/,
  );
});

test('a probe that hangs does not outlive the deadline', async () => {
  const hang = () => new Promise<undefined>(() => undefined);
  await expect(waitFor('an answer', hang, { timeoutMs: 20 })).rejects.toThrow('did not come back in time');
});

test('gives up early when waiting is pointless', async () => {
  const giveUp = () => 'n8n ended';
  await expect(waitFor('a mail', () => false as const, { giveUp })).rejects.toThrow(/a mail: n8n ended/);
});
