/**
 * @typedef {{ totalDetected: number, totalUndetected: number }} Totals
 * @typedef {{ systemUnderTestMetrics: { metrics: Totals } }} Metrics
 */

/** Fails a run in which no change was tested: Stryker's score is not a number then, and is not below the floor. */
class NothingTested {
  /**
   * @param {unknown} _report
   * @param {Metrics} metrics
   */
  onMutationTestReportReady(_report, { systemUnderTestMetrics: { metrics } }) {
    if (metrics.totalDetected + metrics.totalUndetected > 0) return;
    process.exitCode = 1;
    console.error(
      'No change was tested, so the score says nothing. Name files of this package that do something when they are called: changes to what is evaluated when a file is loaded are left out.',
    );
  }
}

export const strykerPlugins = [{ kind: 'Reporter', name: 'nothing-tested', injectableClass: NothingTested }];
