import { provenEnd, ShortPages } from './end-of-list.ts';
import { SecPaidError } from '../errors.ts';
import { OverlapFilter } from './overlap-filter.ts';
import { type Answer, endOf, type Slice } from './pages.ts';
import { type ListRow, type Numbered, numberRows } from '../entries/row.ts';
import { MAX_LIMIT } from './pages.ts';
import { walkDown } from './walk.ts';

const SEAM_TRIES = 5;

interface Listing {
  /** Whether it matters that a page which ends at a date is the last one; by default always. */
  readonly needsProof?: (last: string) => boolean;
  /** Which rows to give, and with which ids; all by default. */
  readonly number?: typeof numberRows;
}

/**
 * A list from its top to its end, newest first, a page at a time; nothing twice, nothing left out. Rows that cannot be
 * read are among them, with their fault.
 * @throws SecPaidError of any kind; also where the end of the list cannot be proven
 */
export async function* pagesOf<R extends ListRow>(
  ask: (slice: Slice) => Promise<Answer<R>>,
  pageSize: number,
  { needsProof = () => true, number = numberRows }: Listing = {},
): AsyncGenerator<Numbered<R>[], void> {
  const given = new OverlapFilter();
  for (let most = MAX_LIMIT; ;) {
    const proven = provenEnd(ask, { most, needsProof });
    let upper: Answer<R> | undefined;
    let tries = 0;
    const bounded = async (slice: Slice): Promise<Answer<R> | undefined> => {
      // Close to a million rows no page size is left that reaches further down.
      const isStuck = upper?.slice.limit === most && endOf(slice) <= endOf(upper.slice);
      if (isStuck || ++tries > SEAM_TRIES) throw tooLong();
      return await proven(slice);
    };
    try {
      for await (const { answer, rows } of walkDown(
        bounded,
        most < MAX_LIMIT ? Math.min(pageSize, most) : pageSize,
        {
          given,
          number,
        },
      )) {
        upper = answer;
        tries = 0;
        yield rows;
      }
      return;
    } catch (error) {
      if (!(error instanceof ShortPages) || error.rows >= most) throw error;
      most = error.rows;
    }
  }
}

function tooLong(): SecPaidError {
  return new SecPaidError('unexpected-answer', {
    what: 'SecPaid’s list is too long, or changes too fast, to be read to its end.',
    next: 'Try again, or narrow the list by a date.',
  });
}
