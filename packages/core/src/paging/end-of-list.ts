import { SecPaidError } from '../errors.ts';
import { newestFirst } from './order.ts';
import { type Answer, isBottom, sliceAround, startOf } from './pages.ts';
import type { ListRow } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import type { Ask } from './walk.ts';

/** A page shorter than this is the end: no server is expected to give fewer rows a page. */
const FEWEST = 10;
/** With smaller pages than this, reading a list takes more requests than SecPaid allows. */
export const SMALLEST_PAGE = 100;
const TRIES = 3;

/** Thrown where SecPaid gives fewer rows a page than it was asked for; reading goes on with pages of that size. */
export class ShortPages extends Error {
  readonly rows: number;
  constructor(rows: number) {
    super(`SecPaid gives ${rows} rows a page`);
    this.rows = rows;
  }
}

/** Whether a small answer around it ends where a short answer says that the list does. */
const confirms = (around: Answer<ListRow>, { slice, rows }: Answer<ListRow>): boolean =>
  startOf(around.slice) + around.rows.length === startOf(slice) + rows.length;

interface End {
  /** The most rows that SecPaid gives a page, as far as it is known. */
  readonly most: number;
  /** Whether it matters that a page of so many rows which ends at a date is the last one. */
  readonly needsProof: (last: WallClock, rows: number) => boolean;
}

/**
 * Reads slices of one list, and believes that a short page is its end only where that is proven: a longer page came
 * before, or a small page around the end shows nothing below.
 * @returns an `ask` that throws `ShortPages` where pages of 100 rows or more are cut off, and an `unexpected-answer`
 * where shorter ones are
 */
export function provenEnd<R extends ListRow>(ask: Ask<R>, { most, needsProof }: End): Ask<R> {
  let longest = FEWEST - 1;

  /** Whether a page is all that there is. Where no request is left to prove it, the next sweep does. */
  async function isWhole(answer: Answer<R>): Promise<boolean> {
    // The order of some lists is unstated.
    const last = isBottom(answer) ? newestFirst(answer).rows.at(-1)?.createdAt : undefined;
    if (last === undefined || !needsProof(last, answer.rows.length)) return true;
    const around = await ask(sliceAround(startOf(answer.slice) + answer.rows.length));
    return around === undefined || confirms(around, answer);
  }

  /** How many rows SecPaid gives a page that is cut off: further down, a page may end before it is. */
  async function cutAt({ slice, rows }: Answer<R>): Promise<number> {
    const top = slice.page === 1 ? undefined : await ask({ page: 1, limit: slice.limit });
    return top !== undefined && isBottom(top) ? top.rows.length : rows.length;
  }

  return async function read(slice) {
    let answer = await ask(slice);
    for (let attempt = 1; answer && answer.rows.length > longest; attempt++) {
      if (await isWhole(answer)) break;
      const again = await ask(slice);
      if (!again) return undefined;
      const { length } = again.rows;
      if (length === answer.rows.length || attempt === TRIES) {
        const most = attempt < TRIES ? await cutAt(again) : 0;
        if (most >= SMALLEST_PAGE) throw new ShortPages(most);
        throw cutOff(length, slice.limit);
      }
      answer = again;
    }
    if (!answer) return undefined;
    // A full page of as many rows as SecPaid gives at most looks like a cut one of a larger limit.
    longest = Math.max(longest, answer.rows.length - 1);
    return { ...newestFirst(answer), most };
  };
}

function cutOff(rows: number, limit: number): SecPaidError {
  return new SecPaidError('unexpected-answer', {
    what: `SecPaid gave ${rows} entries where ${limit} were asked for, and there are more.`,
    next: 'Nothing is lost: try again later. If this keeps happening, tell the makers of this connector.',
  });
}
