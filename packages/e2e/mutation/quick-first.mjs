import { createRequire } from 'node:module';

/**
 * @typedef {{ path: string }} Test
 * @typedef {{ numFailingTests: number, perfStats: { runtime: number }, testResults: { fullName: string }[] }} Result
 * @typedef {{ setState: (state: { interrupted: boolean }) => unknown }} Watcher
 * @typedef {(event: string, listener: (data: [Test, Result]) => void) => void} On
 * @typedef {(tests: Test[], watcher: Watcher, options: unknown) => Promise<void>} RunTests
 * @typedef {{ testNamePattern?: string }} GlobalConfig
 * @typedef {{ on: On, runTests: RunTests }} Runner
 * @type {(name: string) => { default: new (config: GlobalConfig, context: unknown) => Runner }}
 */
const load = createRequire(import.meta.url);
/** jest's own runner; a dependency of jest's, not of ours. */
const { default: TestRunner } = load('jest-runner');

/**
 * How long each file ran when it ran first, and its tests' names.
 * @type {Map<string, { runtime: number, names: string[] }>}
 */
const known = new Map();

/**
 * Leaves out the files in which no test is meant, which jest would load to find that out; goes from the quick files to
 * the slow ones, and stops after the first with a failure: the mutant is noticed then.
 */
export default class QuickFirstRunner extends TestRunner {
  #isMeant;

  /**
   * @param {GlobalConfig} config
   * @param {unknown} context
   */
  constructor(config, context) {
    super(config, context);
    const pattern = new RegExp(config.testNamePattern ?? '', 'i');
    this.#isMeant = (/** @type {Test} */ { path }) =>
      known.get(path)?.names.some((name) => pattern.test(name)) ?? true;
  }

  /** @type {RunTests} */
  async runTests(tests, watcher, options) {
    this.on('test-file-success', ([{ path }, { numFailingTests, perfStats, testResults }]) => {
      const names = testResults.map(({ fullName }) => fullName);
      if (!known.has(path) && names.length > 0) known.set(path, { runtime: perfStats.runtime, names });
      if (numFailingTests > 0) watcher.setState({ interrupted: true });
    });
    const runtime = (/** @type {Test} */ { path }) => known.get(path)?.runtime ?? 0;
    const quickFirst = tests.filter(this.#isMeant).toSorted((a, b) => runtime(a) - runtime(b));
    await super.runTests(quickFirst, watcher, options);
  }
}
