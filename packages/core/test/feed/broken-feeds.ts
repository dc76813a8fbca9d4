import { type NumberedRow, entriesOf, poll } from '../../src/index.ts';
import { oldestFirst } from '../../src/feed/plan.ts';
import { wallClockAt } from '../../src/entries/server-time.ts';
import type { Feed, PollTurn } from './world.ts';

/** The newest thousand, as most connectors ask for them. */
const newest = async ({ ask }: PollTurn): Promise<NumberedRow[]> =>
  entriesOf((await ask({ page: 1, limit: 1000 })).rows);

/** A feed that keeps a list of something, emits nothing at first, and then what is new by its own idea of new. */
function remembering<T>(
  isNew: (row: NumberedRow, memory: readonly T[]) => boolean,
  next: (rows: readonly NumberedRow[], memory: readonly T[]) => readonly T[],
): Feed {
  return async (turn) => {
    const memory = turn.state as readonly T[] | undefined;
    const rows = await newest(turn);
    const taken = memory ? rows.filter((row) => isNew(row, memory)) : [];
    return { taken: oldestFirst(taken), state: next(rows, memory ?? []) };
  };
}

const payId = ({ row }: NumberedRow): number => Number(row.payId);
const time = ({ row }: NumberedRow): string => row.createdAt;

/** The methods that connectors use today, and two ways to break ours. */
export const brokenFeeds: Readonly<Record<string, Feed>> = {
  'the highest pay_id seen': remembering<number>(
    (row, [highest = 0]) => payId(row) > highest,
    (rows, memory) => [Math.max(0, ...memory, ...rows.map(payId))],
  ),
  'the pay_ids seen': remembering<number>(
    (row, seen) => !seen.includes(payId(row)),
    (rows, seen) => [...seen, ...rows.map(payId)],
  ),
  'strictly later than the newest created_at': remembering<string>(
    (row, [watermark = '']) => time(row) > watermark,
    (rows, memory) => [[...memory, ...rows.map(time)].sort().at(-1) ?? ''],
  ),
  'not earlier than the newest created_at': remembering<string>(
    (row, [watermark = '']) => time(row) >= watermark,
    (rows, memory) => [[...memory, ...rows.map(time)].sort().at(-1) ?? ''],
  ),
  'the last 100 ids': remembering<string>(
    ({ id }, seen) => !seen.includes(id),
    (rows) => rows.slice(0, 100).map(({ id }) => id),
  ),
  'what stands above the last item': async (turn) => {
    const last = turn.state as string | undefined;
    const rows = await newest(turn);
    const at = rows.findIndex(({ id }) => id === last);
    const taken = last === undefined ? [] : rows.slice(0, at < 0 ? rows.length : at);
    return { taken: oldestFirst(taken), state: rows[0]?.id ?? last ?? '' };
  },
  'the time of the last poll, written before the fetch': async (turn) => {
    const since = turn.state as string | undefined;
    const now = wallClockAt(turn.clock());
    turn.save(now);
    const rows = since === undefined ? [] : await newest(turn);
    return { taken: oldestFirst(rows.filter((row) => time(row) > (since ?? ''))), state: now };
  },
  'ours, with the state stored before the entries are handed over': async (turn) => {
    const outcome = await poll(turn);
    turn.save(outcome.state);
    return outcome;
  },
};
