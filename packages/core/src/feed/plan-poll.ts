import type { ListRow, Numbered } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import type { Ask } from '../paging/walk.ts';
import { checkContinuity, isRemarkable } from './continuity.ts';
import { readBacklog, MARGIN, pagingOf } from './backlog.ts';
import { Expected } from './expected.ts';
import { FEEDS } from './feed-kind.ts';
import type { Covered, Due, Finding } from './plan.ts';
import { dueAfterSweep, dueTimes, type Turn } from './schedule.ts';
import { Seen } from './seen.ts';
import { hasRows, stillWaits } from './spot-check.ts';
import type { FeedState } from './state.ts';
import { CHECK_EVERY, headFloor } from './window.ts';

/** Lists of up to this many rows are read completely in every poll. */
const FEW = 15;
/** How many new entries fit on the first page of a short list; longer lists leave more room. */
const ROOM = 4;
const marginOf = (rows: number): number => Math.min(MARGIN, Math.max(ROOM, Math.ceil(rows / 40)));

export interface PollPlan extends Turn {
  /** The most entries to take in this poll. */
  readonly maxItems: number;
  /** Whether the list may be another one. Then all of it is read, because this may be the only chance to accept it. */
  readonly accepts?: boolean;
}

/** What a poll found, and the part of the list that it read completely. */
export interface Planned<R extends ListRow> {
  readonly finding: Finding<R>;
  readonly covered: Covered<R> | undefined;
}

const rowsIn = ({ known, fresh, others }: Covered): number => known.length + fresh.length + others.length;

/**
 * Decides what an armed feed reads in one poll, and what it takes.
 * @throws OtherList if the list is not the remembered one
 */
export async function planPoll<R extends ListRow>(
  ask: Ask<R>,
  state: FeedState,
  turn: PollPlan,
): Promise<Planned<R>> {
  const { now, maxItems, accepts = false } = turn;
  const { floor, pageSize, waiting } = state;
  const seen = new Seen(state);
  const isKnown = seen.has.bind(seen);
  const expected = new Expected(state);
  const { byWholePages } = FEEDS[state.feed];
  const paging = pagingOf(state);

  async function read(from: WallClock, sweeps: boolean, due: Due): Promise<Planned<R>> {
    const depth = expected.rowsSince(from);
    const backlog = { from, depth, sweeps };
    const { finding, covered } = await readBacklog(ask, backlog, isKnown, maxItems, {
      ...paging,
      margin: marginOf(depth),
    });
    return { finding: { ...finding, swept: sweeps && finding.drain === null, due }, covered };
  }

  async function sweep(because: string): Promise<Planned<R>> {
    const { finding, covered } = await read(floor, true, dueAfterSweep(expected.rows, now));
    return { finding: { ...finding, because }, covered };
  }

  /** Whether a waiting row is still at its place. Each check looks at one of them, in turn. */
  async function waitsAt(date: WallClock, rows: number, head: WallClock): Promise<boolean> {
    const isOutside = ({ row }: Numbered): boolean => row.createdAt < floor || row.createdAt >= head;
    const offset = rows - (expected.rows - expected.rowsSince(date));
    return (await stillWaits(ask, date, offset, (one) => isOutside(one) || isKnown(one))) ?? true;
  }

  async function readAsDue(): Promise<Planned<R>> {
    const due = dueTimes(state, expected.rows, turn);
    const isOnePage = byWholePages && expected.rows + MARGIN <= pageSize;
    if (isOnePage || expected.rows <= FEW) return await sweep('few rows');
    if (accepts) return await sweep('published again');
    if (now >= due.sweepAt) return await sweep('due');

    const head = await read(headFloor(state, expected.entries, now), false, due);
    const { finding, covered } = head;
    if (!covered) return head;
    if (isRemarkable(covered, expected)) return await sweep('its head has changed');
    if (finding.drain || now < due.checkAt || !expected.isExact) return head;

    const rows = expected.rows - expected.rowsSince(covered.from) + rowsIn(covered);
    const holds = await hasRows(ask, rows, floor);
    if (holds === undefined) return head;
    if (!holds) {
      const swept = await sweep('its length has changed');
      const isAsKnown = swept.finding.swept && swept.covered && rowsIn(swept.covered) === rows;
      if (!isAsKnown) return swept;
      // The check misled, for instance because rows are out of order there: no further check before the next sweep.
      const { sweepAt } = dueAfterSweep(expected.rows, now);
      return { ...swept, finding: { ...swept.finding, due: { sweepAt, checkAt: sweepAt } } };
    }
    const below = waiting.filter((date) => date < covered.from);
    const place = below[Math.floor(now / CHECK_EVERY) % below.length];
    const checked = { ...due, checkAt: now + CHECK_EVERY };
    if (place !== undefined && !(await waitsAt(place, rows, covered.from)))
      return await read(place, false, checked);
    return { finding: { ...finding, due: checked }, covered };
  }

  const planned = state.drain
    ? await readBacklog(ask, state.drain, isKnown, maxItems, paging)
    : await readAsDue();
  if (planned.covered) checkContinuity(planned.covered, expected, state);
  return planned;
}
