import { SecPaidError } from '../errors.ts';
import type { Row } from '../entries/pay-in.ts';
import { parseWallClock } from '../entries/server-time.ts';
import type { PayInQuery } from './requests.ts';
import { idOf } from '../entries/wire.ts';

/** Pages that are read where SecPaid does not keep to a filter. */
const MOST_PAGES = 10;

/** Whether a row is what was asked for, as far as that can be told. What it does not say fits. */
export function fits({ raw, payId }: Row, query: PayInQuery): boolean {
  const day = parseWallClock(raw['created_at'])?.slice(0, 10);
  return (
    (!query.payId || payId === '' || payId === idOf(query.payId)) &&
    (!query.date || day === undefined || day === query.date)
  );
}

/** Counts pages with rows that do not fit; a list of which too many come is not what was asked for. */
export function foreignPages(query: PayInQuery): (rows: readonly Row[]) => void {
  let pages = 0;
  return (rows) => {
    if (rows.every((row) => fits(row, query)) || ++pages < MOST_PAGES) return;
    throw new SecPaidError('unexpected-answer', {
      what: 'SecPaid ignored the filter: it listed entries of other payment links or days.',
      next: 'Choose other filters. If this keeps happening, tell the makers of this connector.',
    });
  };
}
