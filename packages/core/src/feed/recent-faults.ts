import { SecPaidError } from '../errors.ts';
import type { ListRow, Numbered } from '../entries/row.ts';
import { parseWallClock, type WallClock } from '../entries/server-time.ts';

const HOURS = 6;
const MINUTES = 20;

/**
 * The fault to show now. Zapier keeps no state for us, so the clock decides: a fault is due in the first 20 minutes of
 * every sixth hour. Zapier polls at least every 15 minutes, so the fault is seen; other entries wait 20 minutes at most.
 * @param now SecPaid's wall clock
 */
export function faultDue(
  rows: readonly ListRow[],
  floor: WallClock,
  now: WallClock,
): SecPaidError | undefined {
  const isDue = Number(now.slice(11, 13)) % HOURS === 0 && Number(now.slice(14, 16)) < MINUTES;
  return isDue ? rows.find((row) => row.fault && isRecent(row, floor))?.fault : undefined;
}

const isRecent = ({ raw }: ListRow, floor: WallClock): boolean =>
  (parseWallClock(raw['created_at']) ?? floor) >= floor;

/** Fewer entries than this may be twins by chance. */
const FEWEST = 5;

/**
 * Throws if SecPaid seems to list every entry twice: each would be new under a twin's id and start the Zap again. Twins
 * are rare, so a list in which at least five entries, and more than half, are doubled is wrong.
 */
export function checkOnce(rows: readonly Numbered[]): void {
  const counts = new Map<string, number>();
  for (const { row } of rows) counts.set(row.match, (counts.get(row.match) ?? 0) + 1);
  const doubled = [...counts.values()].filter((count) => count > 1).length;
  if (doubled < FEWEST || doubled * 2 <= counts.size) return;
  throw new SecPaidError('unexpected-answer', {
    what: `SecPaid lists ${doubled} of ${counts.size} recent entries twice.`,
    next: 'Nothing was started, so that nothing old starts again. If this keeps happening, tell SecPaid’s support.',
  });
}
