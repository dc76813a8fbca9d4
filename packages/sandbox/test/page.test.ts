import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../src/index.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

async function get(path: string): Promise<{ headers: Headers; text: string }> {
  const answer = await fetch(`${sandbox.url}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return { headers: answer.headers, text: await answer.text() };
}

const files = readdirSync(join(__dirname, '../page')).filter((name) => name !== 'tsconfig.json');
const scripts = files.filter((name) => name.endsWith('.js'));
const paths: Record<string, string> = { 'index.html': '/', 'payment.html': '/payment' };
const pathOf = (name: string): string => paths[name] ?? `/page/${name}`;

describe('the page', () => {
  it('is made of all the files of its folder', async () => {
    for (const name of files) await get(pathOf(name));
    expect((await fetch(`${sandbox.url}/page/tsconfig.json`)).status).toBe(404);
    expect((await fetch(`${sandbox.url}/page/..%2fpackage.json`)).status).toBe(404);
  });

  it('shows the overview, the four tabs and a form to pay', async () => {
    const { headers, text } = await get('/');
    expect(headers.get('content-type')).toContain('text/html');
    for (const word of [
      'Expected Payout Today',
      'Total Revenue',
      'Total Transactions',
      'Avg Transaction',
      'Pending Amount',
      'Pay In',
      'Pay Out',
      'Refunds',
      'Disputes',
      'Late bank transfer',
      'Create link',
      'Payment dated ahead',
      'Switch account',
      'Replace token',
      'Not as documented',
      'Turn on',
    ]) {
      expect(text).toContain(word);
    }
    expect(text).toMatch(/<form id="pay"[\s\S]*<button class="primary">Pay<\/button>/);
  });

  it.each(['index.html', 'payment.html', ...scripts])(
    '%s tells its browser to load nothing from outside',
    async (name) => {
      const { headers } = await get(pathOf(name));
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it.each(files.filter((name) => name !== 'icon.svg'))('%s names no other place', async (name) => {
    expect((await get(pathOf(name))).text).not.toMatch(/https?:\/\//);
  });

  it.each(['/', '/payment'])('%s has no script and no style inside its markup', async (path) => {
    expect((await get(path)).text).not.toMatch(/<style|style=|\son\w+=|<script(?! type="module" src=")/);
  });

  it.each(scripts)('%s sets whatever comes from an entry as text only', async (name) => {
    expect((await get(pathOf(name))).text).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|setHTML|eval\(/,
    );
  });

  it('gives each field a label', async () => {
    const { text } = await get('/');
    const labelled = [...text.matchAll(/<label[\s\S]*?<\/label>/g)].join('');
    const fields = [...text.matchAll(/<(?:input|select)[^>]*>/g)].map(([field]) => field);
    expect(fields).not.toEqual([]);
    for (const field of fields) {
      const id = / id="([^"]+)"/.exec(field)?.[1] ?? '';
      expect(labelled.includes(field) || text.includes(`<label for="${id}"`)).toBe(true);
    }
  });
});
