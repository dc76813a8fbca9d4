import { SecPaidError } from '../errors.ts';
import { INPUTS } from '../forms/inputs.ts';

/** How long a run may read, where its platform ends it. */
export interface FindBounds {
  /** The clock, in milliseconds. */
  readonly clock: () => number;
  /** An instant after which no further page is read. */
  readonly deadline: number;
}

/**
 * Pages as they come, all of them or none: what is left of a list when the time is up would look like the whole.
 * @throws SecPaidError `validation` where the next page would be read after the deadline
 */
export async function* inTime<Entry>(
  pages: AsyncIterable<readonly Entry[]>,
  { clock, deadline }: FindBounds,
): AsyncGenerator<readonly Entry[], void> {
  let read = 0;
  for await (const page of pages) {
    read += page.length;
    yield page;
    if (clock() < deadline) continue;
    throw new SecPaidError('validation', {
      what: `The time of a run was not enough: ${read} entries were read, and there may be more.`,
      next: `Choose a shorter or later ${INPUTS.timeRange.label}.`,
    });
  }
}
