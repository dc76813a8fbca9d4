import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '@secpaid/sandbox';
import extractZip from 'extract-zip';
import { layOutApp } from './app-folder.ts';
import { caseOf } from './step-cases.ts';
import { nameOf, STEPS } from './steps.ts';

/** zapier-platform's own commands and the zip it builds, run by the Node that runs this, in a separate folder. */
const PACKAGE = join(__dirname, '..');
const TOKEN = 'tok-4711-secret-of-the-account';
/**
 * AWS Lambda, where Zapier runs apps, sets this for Node 22 (Lambda's guide, "Building Lambda functions with Node.js").
 * zapier-platform 19.1.0 leaves files out of the zip that Node asks for otherwise.
 */
const AS_ON_LAMBDA = { NODE_OPTIONS: '--no-experimental-require-module' };

let root = '';
let app = '';
let sandbox: Sandbox;

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);
  const quiet = {
    HOME: root,
    DISABLE_ZAPIER_ANALYTICS: '1',
    NO_UPDATE_NOTIFIER: '1',
    NO_COLOR: '1',
    COLUMNS: '400',
    // Each command loads all of zapier-platform.
    NODE_COMPILE_CACHE: join(root, 'compile-cache'),
  };
  const options = {
    cwd,
    env: { PATH: path, TMPDIR: root, ...quiet, ...env },
    // As long as a test may take.
    timeout: 180_000,
    maxBuffer: 1e8,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr });
    });
  });
}

const zapier = async (args: string[], env?: NodeJS.ProcessEnv): Promise<Outcome> =>
  await run([join(PACKAGE, 'node_modules/zapier-platform-cli/src/bin/run'), ...args], app, env);

/** What a command printed; fails with all it said where it did not succeed. */
function succeeded({ code, stdout, stderr }: Outcome): string {
  if (code !== 0) throw new Error(`exit code ${code}\n${stdout}\n${stderr}`);
  return stdout;
}

const printed = (outcome: Outcome): unknown => JSON.parse(succeeded(outcome));

/** Builds the zip. zapier-platform gives it five seconds to load, which may take a few tries on a busy machine. */
async function buildZip(tries = 3): Promise<Outcome> {
  const built = await zapier(['build', '--skip-dep-install', '--skip-validation'], AS_ON_LAMBDA);
  return built.code === 0 || tries === 1 ? built : await buildZip(tries - 1);
}

/**
 * The first step of each kind, and one that gives line items. A command takes two seconds of a core; without it, every
 * step is tried in every-step.test.ts.
 */
const INVOKED = STEPS.filter(
  ({ kind, key }, index) => STEPS[index - 1]?.kind !== kind || key === 'find_pay_out',
);

/** What connects `invoke` to a sandbox; zapier-platform takes it from there, whatever the process has. */
const environment = (token: string, { apiUrl } = sandbox): string =>
  `SECPAID_BASE_URL='${apiUrl}'\nauthData_api_token='${token}'\nauthData_environment='production'\n`;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'secpaid-zapier-'));
  app = join(root, 'app');
  layOutApp(PACKAGE, app);
  const built = await run([join(PACKAGE, 'build.ts'), join(app, 'dist')], PACKAGE);
  expect(built).toMatchObject({ code: 0, stderr: '' });
  sandbox = await startSandbox({ token: TOKEN, rateLimit: false });
  const { pay_id } = sandbox.account.pay({ amount: 55.25, note: 'Order 1042' });
  sandbox.account.refund(pay_id);
  sandbox.account.pay({ amount: 5, note: 'Tip' });
  writeFileSync(join(app, '.env'), environment(TOKEN));
});

afterAll(async () => {
  await sandbox.close();
  rmSync(root, { recursive: true, force: true });
});

/** About a fifth more than in November 2026. Past it, look at what was bundled before raising the number. */
const MOST_BYTES = { bundle: 200_000, zip: 1_070_000 };
const bytes = (file: string): number => statSync(join(app, file)).size;

it(`the bundle is at most ${MOST_BYTES.bundle} bytes`, () => {
  expect(bytes('dist/index.js')).toBeLessThanOrEqual(MOST_BYTES.bundle);
});

describe('zapier-platform', () => {
  it('validate --without-style finds nothing', async () => {
    const { code, stdout } = await zapier(['validate', '--without-style']);
    expect(stdout).toContain('No structural errors found');
    expect(code).toBe(0);
  });

  it('invoke auth test and label', async () => {
    expect(printed(await zapier(['invoke', 'auth', 'test']))).toMatchObject({
      environment_name: 'Production',
    });
    const { stdout } = await zapier(['invoke', 'auth', 'label']);
    expect(stdout.trim()).toMatch(/^Production \([0-9a-f]{6}\)$/);
  });

  it('invoke auth test with a wrong token asks to reconnect, without showing it', async () => {
    writeFileSync(join(app, '.env'), environment('tok-0815-of-another'));
    try {
      const { code, stdout, stderr } = await zapier(['invoke', 'auth', 'test']);
      expect(code).not.toBe(0);
      expect(stderr).toContain('SecPaid refused the API token.');
      expect(stdout + stderr).not.toContain('tok-0815');
    } finally {
      writeFileSync(join(app, '.env'), environment(TOKEN));
    }
  });

  it.each(INVOKED.map((step) => [nameOf(step), step] as const))(
    'invoke %s gives what it promises, every field of it',
    async (name, { kind, key, operation }) => {
      const own = await startSandbox({ token: TOKEN, rateLimit: false });
      try {
        writeFileSync(join(app, '.env'), environment(TOKEN, own));
        const { input = {}, gives } = caseOf(name)(own.account, Date.now());
        const args = ['invoke', kind, key, '--non-interactive', '-i', JSON.stringify(input)];
        const printedBy = printed(await zapier(args));
        const [first] = [printedBy].flat();
        expect(first).toMatchObject(gives);
        const promised = operation.outputFields.map((field) => field.key.replace(/\[].*/, ''));
        expect(Object.keys(Object(first) as object)).toEqual(expect.arrayContaining(promised));
      } finally {
        writeFileSync(join(app, '.env'), environment(TOKEN));
        await own.close();
      }
    },
  );

  it('invoke says what is wrong with an input', async () => {
    const create = ['invoke', 'create', 'create_payment_link', '--non-interactive', '-i'];
    const { code, stderr } = await zapier([...create, JSON.stringify({ amount: '1.000' })]);
    expect(code).not.toBe(0);
    expect(stderr).toContain('Amount 1.000 may mean 1000 or 1.00.');
  });

  it('invoke create create_payment_link with line items makes a split link', async () => {
    const create = ['invoke', 'create', 'create_payment_link', '--non-interactive', '-i'];
    const recipients = [{ token: 'testuser-a', share: '30' }];
    const made = printed(await zapier([...create, JSON.stringify({ amount: '50', recipients })]));
    expect(made).toMatchObject({ is_split_link: true, recipients: '[{"token":"testuser-a","share":30}]' });
  });

  it(`build makes a zip of at most ${MOST_BYTES.zip} bytes that runs on its own`, async () => {
    succeeded(await buildZip());
    expect(bytes('build/build.zip')).toBeLessThanOrEqual(MOST_BYTES.zip);
    const unzipped = join(root, 'unzipped');
    await extractZip(join(app, 'build/build.zip'), { dir: unzipped });
    // The token of whoever tried the app stays on this machine.
    const sources = join(root, 'sources');
    await extractZip(join(app, 'build/source.zip'), { dir: sources });
    expect(existsSync(join(sources, 'package.json'))).toBe(true);
    for (const dir of [unzipped, sources]) expect(existsSync(join(dir, '.env'))).toBe(false);
    const definition = JSON.parse(readFileSync(join(unzipped, 'definition.json'), 'utf8')) as object;
    expect(definition).toMatchObject({
      triggers: { new_pay_in: { key: 'new_pay_in' }, new_pay_out: { key: 'new_pay_out' } },
      creates: { create_payment_link: { key: 'create_payment_link' } },
      platformVersion: '19.1.0',
    });
    // What Zapier does: it loads the wrapper and hands an event to its handler.
    const event = {
      command: 'execute',
      method: 'triggers.new_pay_in.operation.perform',
      bundle: { authData: { api_token: TOKEN, environment: 'production' }, inputData: {}, meta: {} },
    };
    const script = `const { handler } = await import('./zapierwrapper.js');
      const { results } = await handler(${JSON.stringify(event)});
      process.stderr.write(JSON.stringify(results), () => process.exit());`;
    const ran = await run(['--input-type=module', '-e', script], unzipped, {
      ...AS_ON_LAMBDA,
      SECPAID_BASE_URL: sandbox.apiUrl,
    });
    expect(ran.code).toBe(0);
    const results = JSON.parse(ran.stderr) as { recipient_note: string }[];
    expect(results.map(({ recipient_note }) => recipient_note).sort()).toEqual(['Order 1042', 'Tip']);
    expect(ran.stdout).not.toContain(TOKEN);
  });
});
