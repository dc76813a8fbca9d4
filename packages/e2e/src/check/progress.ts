import { basename } from 'node:path';
import { minutes } from './minutes.ts';

/** What jest tells a reporter of a finished file. */
interface FileResult {
  readonly testFilePath: string;
  readonly failureMessage?: string | null;
  readonly numFailingTests: number;
  readonly numPassingTests: number;
  readonly numPendingTests: number;
  readonly perfStats: { readonly runtime: number };
  readonly console?: readonly { readonly message: string }[];
}

/**
 * Says of each test file when it is done how it went, how many of how many that was, and how long it has taken so far;
 * what a file printed and why it failed are below it.
 */
export default class Progress {
  #files = 0;
  #done = 0;
  #startedAt = 0;
  readonly #kind: string;

  /** `kind` tells the files of two runs apart that print at the same time. */
  constructor(_config: unknown, { kind = 'unit' }: { readonly kind?: string } = {}) {
    this.#kind = kind;
  }

  onRunStart({ numTotalTestSuites }: { readonly numTotalTestSuites: number }): void {
    this.#files = numTotalTestSuites;
    this.#startedAt = performance.now();
    console.log(`${numTotalTestSuites} ${this.#kind} files`);
  }

  onTestFileResult(_file: unknown, result: FileResult): void {
    this.#done++;
    const { numPassingTests: passed, numFailingTests: failed, numPendingTests: skipped } = result;
    const isWhole = failed === 0 && !result.failureMessage;
    const place = `${this.#kind} ${this.#done} of ${this.#files}`;
    const counts = [
      `${passed} passed`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ].join(', ');
    const name = basename(result.testFilePath).replace(/\.test\.ts$/, '');
    const seconds = (result.perfStats.runtime / 1000).toFixed(1);
    const soFar = minutes(performance.now() - this.#startedAt);
    console.log(`${soFar}  ${place}  ${isWhole ? 'ok    ' : 'FAILED'}  ${name}: ${counts}, ${seconds} s`);
    for (const { message } of result.console ?? []) console.log(message.replace(/^/gm, '        '));
    if (result.failureMessage) console.log(result.failureMessage);
  }
}
