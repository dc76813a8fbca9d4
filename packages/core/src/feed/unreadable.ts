import { SecPaidError } from '../errors.ts';
import { hash } from '../entries/hash.ts';
import { type Answer, isTop } from '../paging/pages.ts';
import type { ListRow } from '../entries/row.ts';
import type { Finding } from './plan.ts';
import type { FeedState } from './state.ts';

/** From so many rows on, a list of which a poll can read none is of another form, not one with bad rows. */
const WHOLE_FORM = 3;
/** How many rows one error names. */
const NAMED = 3;
/** How many rows are remembered as shown. */
const MOST_TOLD = 200;

/** Collects the rows of a poll's answers that cannot be read, each once. */
export class UnreadableRows {
  readonly #rows = new Map<string, ListRow>();
  #readable = 0;
  #isTopRead = false;

  note<R extends ListRow>(answer: Answer<R>): Answer<R> {
    for (const row of answer.rows) {
      if (!row.fault) this.#readable++;
      // One without a date has that of the row above it, and none on a page of its own.
      else if (row.createdAt >= (this.#rows.get(row.key)?.createdAt ?? '')) this.#rows.set(row.key, row);
    }
    this.#isTopRead ||= isTop(answer);
    return answer;
  }

  /** @throws SecPaidError where none of the newest rows can be read; at the end of a list old rows may all be bad */
  #checkForm(): void {
    const [first] = this.#rows.values();
    const isAnotherForm = this.#isTopRead && this.#readable === 0 && this.#rows.size >= WHOLE_FORM;
    if (isAnotherForm && first?.fault) throw first.fault;
  }

  /**
   * What of them to show now, and the state in which that counts as shown. Below the floor they do not matter.
   * @throws SecPaidError where nothing at all can be read
   */
  tell(
    state: FeedState,
    { swept }: Pick<Finding, 'swept'>,
  ): { state: FeedState; error: SecPaidError | undefined } {
    this.#checkForm();
    const rows = [...this.#rows.values()].filter(({ createdAt }) => createdAt >= state.floor);
    const isNew = ({ key }: ListRow): boolean => !state.told.includes(hash(key));
    const fresh = rows.filter(isNew);
    // A sweep read all of them: what it did not meet was mended, or is out of the lookback.
    const before = swept ? state.told.filter((one) => rows.some(({ key }) => hash(key) === one)) : state.told;
    const told = [...before, ...fresh.map(({ key }) => hash(key))].slice(-MOST_TOLD);
    return { state: { ...state, told }, error: errorOf(fresh) };
  }
}

function errorOf(rows: readonly ListRow[]): SecPaidError | undefined {
  const faults = rows.flatMap(({ fault }) => (fault ? [fault] : []));
  const [first] = faults;
  if (!first || faults.length === 1) return first;
  const named = faults.slice(0, NAMED).map(({ what }) => what);
  const more = faults.length > NAMED ? [`There are ${faults.length - NAMED} more.`] : [];
  return new SecPaidError(first.kind, {
    what: [...named, ...more].join(' '),
    next: first.next,
    ...(first.where === undefined ? {} : { where: first.where }),
  });
}
