import { SecPaidError } from './errors.ts';
import { type Answer, endOf, type Slice } from './pages.ts';
import type { ListRow, Numbered } from './row.ts';
import { MAX_LIMIT } from './validation.ts';
import { walkDown } from './walk.ts';

const SEAM_TRIES = 5;

/** A list from its top to its end, newest first, a page at a time; nothing twice, nothing left out. */
export async function* pagesOf<R extends ListRow>(
  ask: (slice: Slice) => Promise<Answer<R>>,
  pageSize: number,
): AsyncGenerator<Numbered<R>[], void> {
  let upper: Answer<R> | undefined;
  let tries = 0;
  const bounded = async (slice: Slice): Promise<Answer<R>> => {
    // Close to a million rows no page size is left that reaches further down.
    const isStuck = upper?.slice.limit === MAX_LIMIT && endOf(slice) <= endOf(upper.slice);
    if (isStuck || ++tries > SEAM_TRIES) throw tooLong();
    return await ask(slice);
  };
  for await (const { answer, rows } of walkDown(bounded, pageSize)) {
    upper = answer;
    tries = 0;
    yield rows;
  }
}

function tooLong(): SecPaidError {
  return new SecPaidError('unexpected-answer', {
    what: 'SecPaid’s list is too long, or changes too fast, to be read to its end.',
    next: 'Try again, or narrow the list by a date.',
  });
}
