import { Frontier } from './frontier.ts';
import { type Answer, isBottom, seamBelowHolds, type Slice, sliceBelow } from './pages.ts';
import { type ListRow, type Numbered, numberTwins } from './row.ts';

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

/** A list from its top down, a page at a time; nothing twice, nothing left out. Ends with the list or the budget. */
export async function* walkDown<R extends ListRow>(
  ask: Ask<R>,
  limit: number,
): AsyncGenerator<Page<R>, void> {
  const given = new Frontier();
  let answer = await ask({ page: 1, limit });
  while (answer) {
    yield { answer, rows: given.extend(numberTwins(answer.rows)) };
    if (isBottom(answer)) return;
    answer = await below(ask, answer);
  }
}

/** An `ask` that answers while `mayAsk` says so; told how many requests were made, and the last answer. */
export function within<R extends ListRow>(
  ask: (slice: Slice) => Promise<Answer<R>>,
  mayAsk: (requests: number, last: Answer<R> | undefined) => boolean,
): Ask<R> {
  let requests = 0;
  let last: Answer<R> | undefined;
  return async (slice) => (last = mayAsk(requests++, last) ? await ask(slice) : undefined);
}
