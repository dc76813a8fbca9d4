import { entriesOf, type NumberedRow, poll } from '../../src/index.ts';
import { numberTwins } from '../../src/entries/row.ts';
import { oldestFirst } from '../../src/feed/plan.ts';
import { shiftWallClock } from '../../src/entries/server-time.ts';
import { walkDown } from '../../src/paging/walk.ts';
import type { AnyAction } from './histories.ts';
import type { Oddity } from './odd-actions.ts';
import type { Feed, PollTurn } from './world.ts';

const DAY = 24 * 3_600_000;

/** A feed that is correct as long as one thing never happens. */
interface Broken {
  readonly feed: Feed;
  /** What breaks it: a kind of oddity, or an ordinary action. */
  readonly by: Oddity | AnyAction['do'];
}

interface Reading {
  /** Which rows are entries. */
  readonly number?: typeof entriesOf;
  /** What is remembered of an entry. */
  readonly nameOf?: (row: NumberedRow) => string;
  /** Whether an entry that is listed is emitted once it is new. */
  readonly isEmitted?: (row: NumberedRow) => boolean;
  /** Whether a list without a remembered entry is an error. */
  readonly isStrict?: boolean;
}

/** Reads the whole list at each poll, and emits what it did not see before. */
const readingAll =
  ({
    number = entriesOf,
    nameOf = ({ id }) => id,
    isEmitted = () => true,
    isStrict = false,
  }: Reading = {}): Feed =>
  async ({ state, ask, maxItems }) => {
    const seen = state === undefined ? undefined : new Set(state as string[]);
    const rows: NumberedRow[] = [];
    for await (const page of walkDown(ask, 1000, { number })) rows.push(...page.rows);
    const names = new Set(rows.map(nameOf));
    if (isStrict && [...(seen ?? [])].some((name) => !names.has(name))) {
      throw new Error('This list is not the one this trigger knows');
    }
    const fresh = oldestFirst(rows.filter((row) => seen && !seen.has(nameOf(row))));
    const taken = fresh.slice(0, maxItems);
    const left = new Set(fresh.slice(maxItems).map(nameOf));
    const known = [...(seen ?? []), ...names].filter((name) => !left.has(name));
    return { taken: taken.filter(isEmitted), state: [...new Set(known)] };
  };

/** Ours, with a separate memory beside the state. */
const withNote =
  <Note>(
    run: (
      turn: PollTurn,
      note: Note | undefined,
    ) => Promise<{ outcome: Awaited<ReturnType<Feed>>; note: Note }>,
  ): Feed =>
  async (turn) => {
    const stored = turn.state as { state: unknown; note: Note } | undefined;
    const { outcome, note } = await run({ ...turn, state: stored?.state }, stored?.note);
    return { ...outcome, state: { state: outcome.state, note } };
  };

const isFinal = ({ row }: NumberedRow): boolean => row.standing === undefined;

export const brokenByOddity: Readonly<Record<string, Broken>> = {
  'ours, to which every account is the same one': {
    by: 'account',
    feed: (turn) => poll({ ...turn, fingerprint: undefined }),
  },
  'ours, to which every token is that of another account': {
    by: 'token',
    feed: withNote<string>(async (turn, note) => {
      const token = turn.fingerprint('');
      const state = note === token ? turn.state : undefined;
      return { outcome: await poll({ ...turn, state }), note: token };
    }),
  },
  'ours, with a window that hangs from the newest date': {
    by: 'ahead',
    feed: withNote<string>(async (turn, note = '') => {
      const outcome = await poll(turn);
      const newest = [note, ...outcome.taken.map(({ row }) => row.createdAt)].sort().at(-1) ?? '';
      const floor = newest === '' ? '' : shiftWallClock(newest, -300 * DAY);
      return {
        outcome: { ...outcome, taken: outcome.taken.filter(({ row }) => row.createdAt >= floor) },
        note: newest,
      };
    }),
  },
  'ours, which fails at a row that cannot be read': {
    by: 'unreadable',
    feed: (turn) =>
      poll({
        ...turn,
        ask: async (slice) => {
          const answer = await turn.ask(slice);
          const fault = answer.rows.find((row) => row.fault)?.fault;
          if (fault) throw fault;
          return answer;
        },
      }),
  },
  'ours, which forgets a row that could not be read': {
    by: 'unreadable',
    feed: withNote<readonly string[]>(async (turn, note = []) => {
      const bad = new Set(note);
      const outcome = await poll({
        ...turn,
        ask: async (slice) => {
          const answer = await turn.ask(slice);
          for (const { fault, payId } of answer.rows) if (fault) bad.add(payId);
          return answer;
        },
      });
      return {
        outcome: { ...outcome, taken: outcome.taken.filter(({ row }) => !bad.has(row.payId)) },
        note: [...bad],
      };
    }),
  },
  'ours, which shows an unreadable row at each poll': {
    by: 'unreadable',
    feed: async (turn) => {
      const outcome = await poll(turn);
      return { ...outcome, state: { ...outcome.state, told: [] } };
    },
  },
  'all that is listed, to which a short page is the end': { by: 'cap', feed: readingAll() },
  'all that is listed, by its dates': { by: 'zone', feed: readingAll() },
  'all that is listed, by its amounts': { by: 'cents', feed: readingAll() },
  'all that is listed, twice or not': { by: 'twice', feed: readingAll() },
  'ours, which takes no list but the one it knows': {
    by: 'zone',
    feed: (turn) => poll({ ...turn, accepts: false }),
  },
  'all that is listed, before it is final': { by: 'status', feed: readingAll({ number: numberTwins }) },
  'all that is listed and final at once': {
    by: 'status',
    feed: readingAll({ number: numberTwins, isEmitted: isFinal }),
  },
  'all that is listed, by rows of their own': { by: 'inPlace', feed: readingAll() },
  'ours, which awaits no row for what was said in place': {
    by: 'inPlace',
    feed: async (turn) => {
      const outcome = await poll(turn);
      return { ...outcome, state: { ...outcome.state, awaited: [] } };
    },
  },
  'all that is listed, by its spelling': {
    by: 'spelling',
    feed: readingAll({
      nameOf: ({ id, row }) =>
        [row.raw['pay_id'], row.raw['created_at'], row.raw['amount'], id.slice(row.key.length)].join(' '),
    }),
  },
  'all that is listed, which must not be less': { by: 'delete', feed: readingAll({ isStrict: true }) },
};
