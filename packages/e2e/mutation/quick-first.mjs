import { existsSync, readFileSync, writeFileSync } from 'node:fs';
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
 * What the first run, of all tests, found: how long each file took, and its tests' names. It lies in Stryker's copy of the
 * repository, since Stryker starts a new process after each time-out.
 *
 * @typedef {Record<string, { runtime: number, names: string[] }>} Known
 */
const KNOWN = new URL('known-tests.json', import.meta.url);

/** @returns {Known} */
const readKnown = () =>
  existsSync(KNOWN) ? /** @type {Known} */ (JSON.parse(readFileSync(KNOWN, 'utf8'))) : {};

/**
 * Leaves out the files in which no test is meant, which jest would load to find that out; goes from the quick files to
 * the slow ones, and stops after the first with a failure: the mutant is noticed then.
 */
export default class QuickFirstRunner extends TestRunner {
  #pattern;

  /**
   * @param {GlobalConfig} config
   * @param {unknown} context
   */
  constructor(config, context) {
    super(config, context);
    this.#pattern = config.testNamePattern;
  }

  /** @type {RunTests} */
  async runTests(tests, watcher, options) {
    const known = readKnown();
    const pattern = new RegExp(this.#pattern ?? '', 'i');
    const isMeant = (/** @type {Test} */ { path }) =>
      known[path]?.names.some((name) => pattern.test(name)) ?? true;
    const runtime = (/** @type {Test} */ { path }) => known[path]?.runtime ?? 0;
    /** @type {Known} */
    const found = {};
    this.on('test-file-success', ([{ path }, { numFailingTests, perfStats, testResults }]) => {
      found[path] = { runtime: perfStats.runtime, names: testResults.map(({ fullName }) => fullName) };
      if (numFailingTests > 0) watcher.setState({ interrupted: true });
    });
    const quickFirst = tests.filter(isMeant).toSorted((a, b) => runtime(a) - runtime(b));
    await super.runTests(quickFirst, watcher, options);
    if (this.#pattern === undefined) writeFileSync(KNOWN, JSON.stringify(found));
  }
}
