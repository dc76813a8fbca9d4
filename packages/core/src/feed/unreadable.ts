import { SecPaidError } from '../errors.ts';
import { hash } from '../entries/hash.ts';
import { type Answer, isTop } from '../paging/pages.ts';
import type { ListRow } from '../entries/row.ts';
import type { Finding } from './plan.ts';
import type { FeedState } from './state.ts';

/** If a poll can read none of at least this many rows, the list has another format. */
const WHOLE_FORM = 3;
/** How many rows an error names. */
const NAMED = 3;
/** How many shown rows are remembered. */
const MOST_TOLD = 200;

/** Collects the unreadable rows of a poll, each once. */
export class UnreadableRows {
  readonly #rows = new Map<string, ListRow>();
  #readable = 0;
  #isTopRead = false;

  note<R extends ListRow>(answer: Answer<R>): Answer<R> {
    for (const row of answer.rows) {
      if (!row.fault) this.#readable++;
      // A row without a date has that of the row above it, and none if it is the first on its page.
      else if (row.createdAt >= (this.#rows.get(row.key)?.createdAt ?? '')) this.#rows.set(row.key, row);
    }
    this.#isTopRead ||= isTop(answer);
    return answer;
  }

  /** @throws SecPaidError if none of the newest rows can be read; at the end of a list, all rows may be bad */
  #checkForm(): void {
    const [first] = this.#rows.values();
    const isAnotherForm = this.#isTopRead && this.#readable === 0 && this.#rows.size >= WHOLE_FORM;
    if (isAnotherForm && first?.fault) throw first.fault;
  }

  /**
   * The error to show now, and the state in which its rows count as shown. Rows below the floor are ignored.
   * @throws SecPaidError if no row at all can be read
   */
  tell(
    state: FeedState,
    { swept }: Pick<Finding, 'swept'>,
  ): { state: FeedState; error: SecPaidError | undefined } {
    this.#checkForm();
    const rows = [...this.#rows.values()].filter(({ createdAt }) => createdAt >= state.floor);
    const isNew = ({ key }: ListRow): boolean => !state.told.includes(hash(key));
    const fresh = rows.filter(isNew);
    // A sweep read all rows: those it did not find were repaired or left the lookback.
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
