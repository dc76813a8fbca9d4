import { createRequire } from 'node:module';
import { shareLoaded } from './loaded-once.mjs';

/** @type {(name: string) => { TestEnvironment: new (...config: unknown[]) => { global: typeof globalThis } }} */
const load = createRequire(import.meta.url);
/** jest's own environment; a dependency of jest's, not of ours. */
const { TestEnvironment } = load('jest-environment-node');

/**
 * The mutant that a test has noticed already.
 * @type {string | undefined}
 */
let noticed;

/** One failing test is enough to notice a mutant, but jest goes on to the end of the file, and Stryker of all files. */
export default class OneFailureEnvironment extends TestEnvironment {
  /** @param {unknown[]} config */
  constructor(...config) {
    super(...config);
    shareLoaded(this.global);
  }

  /** @param {{ name: string, test?: { errors: unknown[], mode: unknown } }} event */
  handleTestEvent({ name, test }) {
    const mutant = process.env['__STRYKER_ACTIVE_MUTANT__'];
    if (mutant === undefined || test === undefined) return;
    if (name === 'test_done' && test.errors.length > 0) noticed = mutant;
    if (name === 'test_start' && noticed === mutant) test.mode = 'skip';
  }
}
