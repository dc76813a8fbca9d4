import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Script } from 'node:vm';
import { startSandbox, type Sandbox } from '../src/index.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

async function get(path: string): Promise<{ headers: Headers; text: string }> {
  const answer = await fetch(`${sandbox.url}${path}`);
  expect(answer.status).toBe(200);
  return { headers: answer.headers, text: await answer.text() };
}

describe('the page', () => {
  it('offers to make a payment and to see the entries of today', async () => {
    const { headers, text } = await get('/');
    expect(headers.get('content-type')).toContain('text/html');
    expect(text).toContain('Make a payment');
    expect(text).toContain('Today’s entries');
  });

  it('loads nothing from outside, and its browser is told to refuse it', async () => {
    const { headers, text } = await get('/');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(text).not.toMatch(/https?:|src="(?!\/page\.js)/);
  });

  it('sets what comes from an entry as text only', async () => {
    const { text } = await get('/page.js');
    expect(() => new Script(text)).not.toThrow();
    expect(text).toContain('textContent');
    expect(text).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment/,
    );
  });
});
