import { type Answer, endOf, isBottom } from '../paging/pages.ts';
import type { ListRow, Numbered } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import { type Ask, walkDown } from '../paging/walk.ts';

interface ScanRequest {
  /** Gives the floor to read down to, from the newest row (undefined in an empty account). */
  readonly floorOf: (newest: WallClock | undefined) => WallClock;
  /** How many rows the first page should hold. */
  readonly firstLimit: number;
  readonly isKnown: (row: Numbered) => boolean;
  /** Stop after this many unknown rows. */
  readonly enough: number;
}

export interface Scan<R extends ListRow> {
  /** The unknown rows down to the floor, newest first. */
  readonly fresh: Numbered<R>[];
  readonly floor: WallClock;
  /** Whether a row strictly older than the floor, or the end of the list, was seen. */
  readonly reached: boolean;
  /** The oldest second read; it may be incomplete where `reached` is false. */
  readonly oldest: WallClock | undefined;
  /** Whether rows among them cannot be read. */
  readonly isFaulty: boolean;
  /** How many rows lie above the deepest one read. */
  readonly depth: number;
}

/** Reads the list from the top down to a floor. A second is complete only once a row strictly older than it was seen. */
export async function scan<R extends ListRow>(
  ask: Ask<R>,
  { floorOf, firstLimit, isKnown, enough }: ScanRequest,
): Promise<Scan<R>> {
  const fresh: Numbered<R>[] = [];
  let floor: WallClock | undefined;
  let deepest: Answer<R> | undefined;
  let reached = false;
  let isFaulty = false;
  for await (const { answer, rows } of walkDown(ask, firstLimit)) {
    deepest = answer;
    isFaulty ||= answer.rows.some(({ fault }) => fault !== undefined);
    const lowest = (floor ??= floorOf(answer.rows[0]?.createdAt));
    fresh.push(...rows.filter((one) => one.row.createdAt >= lowest && !isKnown(one)));
    const last = answer.rows.at(-1)?.createdAt;
    reached = isBottom(answer) || (last !== undefined && last < lowest);
    if (reached || fresh.length >= enough) break;
  }
  return {
    fresh,
    floor: floor ?? '',
    reached,
    isFaulty,
    oldest: deepest?.rows.at(-1)?.createdAt,
    depth: deepest ? endOf(deepest.slice) : 0,
  };
}
