import { SecPaidError } from '../errors.ts';
import { type Answer, isBottom, isTop } from './pages.ts';
import type { ListRow } from '../entries/row.ts';

/** Fewer steps towards newer rows than this may be entries that came in late. */
const DISORDER = 3;

/**
 * An answer in order, newest first, as far as that can be told: pay-ins are documented to come so, the order of pay-outs
 * is unstated. A list that is whole in one answer is sorted here. Of a longer one every page has to come newest first,
 * a few late entries aside: in any other order its newest rows could stand on any page.
 * @throws SecPaidError `unexpected-answer` where more than a quarter of a page's steps lead to newer rows
 */
export function newestFirst<R extends ListRow>(answer: Answer<R>): Answer<R> {
  const { rows, where } = answer;
  let up = 0;
  let down = 0;
  rows.forEach(({ createdAt }, index) => {
    const above = rows[index - 1]?.createdAt ?? createdAt;
    if (createdAt > above) up++;
    else if (createdAt < above) down++;
  });
  if (up === 0) return answer;
  if (isTop(answer) && isBottom(answer)) {
    return {
      ...answer,
      rows: rows.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0)),
    };
  }
  if (up < DISORDER || up * 3 <= down) return answer;
  throw new SecPaidError('unexpected-answer', {
    what: 'SecPaid’s list does not fit one page and is not sorted by date, so the newest cannot be told.',
    next: 'Narrow the list by dates. A trigger cannot: tell the makers of this connector.',
    ...(where === undefined ? {} : { where }),
  });
}
