import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '../../src/index.ts';
import { controlled } from '../helpers.ts';

describe('the control API', () => {
  it('turns deviations on and off, and shows every kind of them', async () => {
    const sandbox = await startSandbox();
    sandbox.account.seedSamples();
    const list = (): Promise<Response> =>
      fetch(`${sandbox.apiUrl}/getPayInTransactions`, { method: 'POST', headers: { token: sandbox.token } });
    expect(await controlled(sandbox, 'deviation', { name: 'limit-capped', limit: 1 })).toEqual({ id: 1 });
    await controlled(sandbox, 'deviation', { name: 'bom' });
    const bytes = new Uint8Array(await (await list()).arrayBuffer());
    expect([...bytes.slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, 0x7b]);
    expect(await (await list()).json()).toMatchObject({ data: [{ pay_id: '99296' }] });
    expect(await controlled(sandbox, 'lift-deviation', { id: 1 })).toEqual({
      active: [{ id: 2, name: 'bom', values: {} }],
    });
    expect(await controlled(sandbox, 'deviations')).toMatchObject({
      active: [{ name: 'bom' }],
      kinds: expect.arrayContaining([
        {
          name: 'limit-capped',
          label: 'The limit is silently capped',
          settings: [
            { name: 'limit', label: 'Rows at most', initial: 100 },
            {
              name: 'pages',
              label: 'Pages counted by',
              initial: 'the capped limit',
              choices: ['the capped limit', 'the asked limit'],
            },
          ],
        },
      ]),
    });
    expect(await controlled(sandbox, 'clear-deviations', {})).toEqual({ active: [] });
    expect(await controlled(sandbox, 'deviation', {})).toMatchObject({
      error: expect.stringContaining('"name"'),
    });
    await sandbox.close();
  });
});

const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const commands = [...readme.matchAll(/`([a-z-]+)` `(\{[^`]*\})`/g)].map(([, name = '', body = '']) => [
  name,
  body,
]);

describe('a command of the README', () => {
  it('is there for each of the issue’s deviations', () => {
    expect(commands.length).toBeGreaterThan(40);
  });

  it.each(commands)('%s %s works on the sandbox as it starts', async (name, body) => {
    const sandbox = await startSandbox();
    sandbox.account.seedSamples();
    const [first] = sandbox.account.payouts.payOut(undefined, '2026-05-21 02:00:00');
    expect(first).toBeDefined();
    const answer = await fetch(`${sandbox.url}/control/${name}`, { method: 'POST', body });
    expect([await answer.text(), answer.status]).toEqual([expect.not.stringContaining('error'), 200]);
    await sandbox.close();
  });
});
