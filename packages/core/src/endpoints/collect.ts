import { exactNoteFirst } from '../forms/exact-note.ts';
import type { Sort } from '../forms/labels.ts';
import { isReadable, type Listed } from '../entries/listed.ts';
import type { PayIn } from '../entries/pay-in.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import { checkLimit } from './requests.ts';
import { sorted } from './sort.ts';

export interface ListChoice {
  /** 1 to 1000; all that match by default. */
  readonly most?: number | undefined;
  /** Which entries to keep; all by default, and those that cannot be read in any case. For what SecPaid itself cannot filter by, so whole pages are read. */
  readonly isWanted?: ((payIn: PayIn) => boolean) | undefined;
  /** By default newest first, a search after those whose whole note it is. Any other order is known only once all that match are read. */
  readonly sort?: Sort | undefined;
  /** Called after each page with the number of entries read so far. */
  readonly onRead?: ((entries: number) => void) | undefined;
}

/**
 * The first entries of a list that are wanted, in the order wanted; no page is read once there are enough.
 * @param pagesOf the list, newest first, by pages of the size that it is told
 * @param search what the notes were searched for
 */
export async function collect(
  pagesOf: (pageSize: number) => AsyncIterable<readonly Listed<PayIn>[]>,
  choice: ListChoice = {},
  search?: string,
): Promise<Listed<PayIn>[]> {
  const { most, isWanted = () => true, sort = 'newest', onRead } = choice;
  if (most !== undefined) checkLimit(most);
  const enough = (sort === 'newest' ? most : undefined) ?? Infinity;
  const exact = choice.sort === undefined ? search : undefined;
  const pageSize = choice.isWanted || exact ? MAX_LIMIT : Math.min(enough, MAX_LIMIT);
  const found: Listed<PayIn>[] = [];
  let read = 0;
  for await (const page of pagesOf(pageSize)) {
    read += page.length;
    found.push(...page.filter((entry) => !isReadable(entry) || isWanted(entry)));
    onRead?.(read);
    if (found.length >= enough) break;
  }
  const ordered = exact ? exactNoteFirst(found, exact) : sorted(found, sort);
  return ordered.slice(0, most);
}
