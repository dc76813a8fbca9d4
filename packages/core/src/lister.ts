import { SecPaidError } from './errors.ts';
import { Frontier } from './frontier.ts';
import { type Answer, endOf, isBottom, seamBelowHolds, type Slice, sliceBelow } from './pages.ts';
import { type ListRow, type Numbered, numberTwins } from './row.ts';
import { MAX_LIMIT } from './validation.ts';

/** One request for a slice of a list. */
type Ask<R extends ListRow> = (slice: Slice) => Promise<Answer<R>>;

const SEAM_TRIES = 5;

async function below<R extends ListRow>(ask: Ask<R>, upper: Answer<R>): Promise<Answer<R>> {
  for (let attempt = 0; attempt < SEAM_TRIES; attempt++) {
    const slice = sliceBelow(upper, 2 ** attempt);
    // Close to a million rows no page size is left that reaches further down.
    if (endOf(slice) <= endOf(upper.slice) && upper.slice.limit === MAX_LIMIT) break;
    const lower = await ask(slice);
    if (seamBelowHolds(upper, lower)) return lower;
  }
  throw new SecPaidError('unexpected-answer', {
    what: 'SecPaid’s list is too long, or changes too fast, to be read to its end.',
    next: 'Try again, or narrow the list by a date.',
  });
}

/** A list from its top to its end, newest first, a page at a time; nothing twice, nothing left out. */
export async function* pagesOf<R extends ListRow>(
  ask: Ask<R>,
  pageSize: number,
): AsyncGenerator<Numbered<R>[], void> {
  let current = await ask({ page: 1, limit: pageSize });
  const given = new Frontier();
  for (;;) {
    yield given.extend(numberTwins(current.rows));
    if (isBottom(current)) return;
    current = await below(ask, current);
  }
}
