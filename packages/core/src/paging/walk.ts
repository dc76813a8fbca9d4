import { OverlapFilter } from './overlap-filter.ts';
import { type Answer, isBottom, seamBelowHolds, type Slice, sliceBelow } from './pages.ts';
import { entriesOf, type ListRow, type Numbered } from '../entries/row.ts';

/** Sends one request for a slice of a list; undefined once the caller's budget is used up. */
export type Ask<R extends ListRow> = (slice: Slice) => Promise<Answer<R> | undefined>;

/** One page of a walk: the answer, and those of its rows that no earlier page held. */
export interface Page<R extends ListRow> {
  readonly answer: Answer<R>;
  readonly rows: Numbered<R>[];
}

/** Neighbouring pages have to overlap by a whole second: a page that does not is asked for again, wider. */
async function below<R extends ListRow>(ask: Ask<R>, upper: Answer<R>): Promise<Answer<R> | undefined> {
  for (let times = 1; ; times *= 2) {
    const lower = await ask(sliceBelow(upper, times));
    if (!lower || seamBelowHolds(upper, lower)) return lower;
  }
}

interface Walk {
  /** How far down an earlier walk of the same list came. */
  readonly given?: OverlapFilter;
  /** Which rows of an answer to give, and with which ids; those that are entries by default. */
  readonly number?: <R extends ListRow>(rows: readonly R[]) => Numbered<R>[];
}

/** A list from its top down, a page at a time; nothing twice, nothing left out. Ends with the list or the budget. */
export async function* walkDown<R extends ListRow>(
  ask: Ask<R>,
  limit: number,
  { given = new OverlapFilter(), number = entriesOf }: Walk = {},
): AsyncGenerator<Page<R>, void> {
  let answer = await ask({ page: 1, limit });
  while (answer) {
    yield { answer, rows: given.extend(number(answer.rows)) };
    if (isBottom(answer)) return;
    answer = await below(ask, answer);
  }
}

/** An `ask` that answers while `mayAsk` says so, told how many requests were made. */
export function within<R extends ListRow>(
  ask: (slice: Slice) => Promise<Answer<R>>,
  mayAsk: (requests: number) => boolean,
): Ask<R> {
  let requests = 0;
  return async (slice) => (mayAsk(requests++) ? await ask(slice) : undefined);
}

/** An `ask` that gives nothing after so many requests. */
export function atMost<R extends ListRow>(ask: Ask<R>, most: number): Ask<R> {
  let requests = 0;
  return async (slice) => (requests++ < most ? await ask(slice) : undefined);
}
