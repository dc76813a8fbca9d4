import { createRequire } from 'node:module';

/**
 * @typedef {{ path: string }} Test
 * @typedef {{ setState: (state: { interrupted: boolean }) => unknown }} Watcher
 * @typedef {(event: string, listener: (data: [Test, { numFailingTests: number }]) => void) => void} On
 * @typedef {(tests: Test[], watcher: Watcher, options: unknown) => Promise<void>} RunTests
 * @type {(name: string) => { default: new (...config: unknown[]) => { on: On, runTests: RunTests } }}
 */
const load = createRequire(import.meta.url);
/** jest's own runner; a dependency of jest's, not of ours. */
const { default: TestRunner } = load('jest-runner');

/** Tests of a whole feed or of random lists: most mutants are noticed before these by those of one part. */
const isSlow = (/** @type {Test} */ { path }) => /feed\.(property\.)?test|\.property\.test/.test(path);

/** Goes from the quick files to the slow ones and stops after the first with a failure: the mutant is noticed then. */
export default class QuickFirstRunner extends TestRunner {
  /** @type {RunTests} */
  async runTests(tests, watcher, options) {
    this.on('test-file-success', ([, { numFailingTests }]) => {
      if (numFailingTests > 0) watcher.setState({ interrupted: true });
    });
    const quickFirst = tests.toSorted((a, b) => Number(isSlow(a)) - Number(isSlow(b)));
    await super.runTests(quickFirst, watcher, options);
  }
}
