import type { PayInRow } from '../../../sandbox/src/index.ts';
import { isSecPaidError, type NumberedRow, toPayIn } from '../../src/index.ts';
import { shiftWallClock, wallClockAt } from '../../src/entries/server-time.ts';
import { Groups } from './refund-groups.ts';
import type { World } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The promise covers what becomes visible at most a lookback after its date; the model keeps a day's distance. */
export const isWithinLookback = (at: string, world: World): boolean =>
  at > wallClockAt(world.serverNow - 29 * DAY);

/** What a history really met, told so that a test can see that histories meet it often. */
export type Met =
  | 'another account'
  | 'a new token'
  | 'dated ahead'
  | 'unreadable'
  | 'mended'
  | 'capped'
  | 'another list'
  | 'accepted'
  | 'spelled'
  | 'became final'
  | 'failed'
  | 'in place'
  | 'in place and by a row';

type Counts = Map<string, number>;

function add(counts: Counts, key: string, number = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + number);
}

const dateOf = (key: string): string => key.slice(key.indexOf(' ') + 1, key.lastIndexOf(' '));
const givenKey = ({ row }: NumberedRow): string => `${row.payId} ${row.createdAt} ${row.amount}`;

/**
 * Knows what a feed owes: all that is listed and was not there when it was armed, each once, at the latest an hour after
 * it became visible. It speaks of what the list shows and of what was emitted, never of how a feed asks.
 *
 * Where rows alike in pay_id, created_at and amount were deleted and came again, nobody can tell them apart; then no more
 * than the most that ever stood there at once may have been emitted, and no less than what is there still.
 */
export class Oracle {
  readonly world: World;
  readonly met = new Set<Met>();
  /** Whether the last poll was an alarm. */
  isStopped = false;
  /** What was wrong so far. */
  readonly #wrong: string[] = [];

  /** What was there before: it starts nothing. */
  #past: Counts = new Map();
  /** What of the past may start the workflow anyway. */
  #may: Counts = new Map();
  #most: Counts = new Map();
  #given: Counts = new Map();
  #ids = new Set<string>();
  /** What need not come: it became visible too late, or nobody could tell. */
  #excused: Counts = new Map();
  /** When an entry became visible; a refund or dispute that a payment's own row says has its group's name. */
  #since = new Map<string, number>();
  #groups = new Groups();
  /** When something happened that the length of the list does not show, or more than its length does. */
  #disturbedAt = -DAY;
  /** From when on it counts how long something is visible: a poll that is full leaves the rest to the next ones. */
  #countsFrom = 0;

  #listed: Counts = new Map();
  /** The credential and the list of the last good poll. */
  #account: World['account'];
  #token: string;
  #disguise: string;
  #polledAt: number;
  /**
   * What was known of accounts that were left for one with rows that cannot be read, while little was known: these may
   * hide that it is the same account, so a feed remembers both, and may continue where it comes back, or ask.
   */
  readonly #left = new Map<World['account'], Counts>();
  /** How the list looked when it was taken. */
  readonly #disguises = new Set<string>();
  readonly #spoiled = new Map<string, number>();
  readonly #shown = new Map<string, number>();
  #isSpelled = false;
  /** Whether the list changed while a backlog was worked off, or too little to be clear: then it may be noticed later. */
  #isPartly = false;
  readonly #once: Record<'pending' | 'spoiled', Set<string>> = { pending: new Set(), spoiled: new Set() };

  /** @param world has armed its feed just now */
  constructor(world: World) {
    this.world = world;
    this.#account = world.account;
    this.#token = world.service.token;
    this.#disguise = world.form.disguise;
    this.#polledAt = world.pollerNow;
    this.#disguises.add(this.#disguise);
    this.#begin();
    for (const { text } of world.form.spoiled) add(this.#spoiled, text);
    this.#noteShown();
  }

  /** From now on nothing that is listed starts the workflow. */
  #begin(): void {
    const rows = this.world.account.rows();
    this.#listed = this.world.form.count(rows);
    this.#past = new Map(this.#listed);
    this.#most = new Map(this.#listed);
    this.#may = new Map();
    this.#given = new Map();
    this.#ids = new Set();
    this.#excused = new Map();
    this.#since = new Map();
    this.#groups = new Groups(
      rows.filter((row) => this.world.form.isEntry(row)),
      rows,
    );
    // Then it is listed twice that a payment turned into something.
    if (this.world.form.disguise.includes('twice')) this.#groups.excuse();
  }

  /** To be called after every change of the account or of the list. */
  observe(): void {
    const { account, form, elapsed } = this.world;
    if (account !== this.#account) return;
    const rows = account.rows();
    const listed = form.count(rows);
    const isLess = [...this.#listed].some(([key, number]) => (listed.get(key) ?? 0) < number);
    if (isLess || form.isOdd || rows.some((row) => !form.isEntry(row))) this.#disturbedAt = elapsed;
    if (form.disguise === this.#disguise) {
      for (const [key, number] of listed) {
        const before = this.#listed.get(key) ?? 0;
        if (number <= before) continue;
        this.#since.set(key, elapsed);
        if (!isWithinLookback(dateOf(key), this.world)) add(this.#excused, key, number - before);
        if (number > (this.#most.get(key) ?? 0)) this.#most.set(key, number);
      }
      this.#listed = listed;
      // Of rows that are listed as one for a while nobody can tell which one it is.
      if (form.is('listed-twice')) this.#groups.excuse();
      for (const group of this.#groups.observe(rows.filter((row) => form.isEntry(row))))
        this.#since.set(group, elapsed);
    }
    for (const row of rows) if (row.status === 'Pending') this.#once.pending.add(form.keyOf(row));
  }

  /** How the list looked different from what it is when the feed took it last. */
  get disguise(): string {
    return this.#disguise;
  }

  /** To be called if a feed never comes to rest. */
  restless(): void {
    this.#wrong.push('never comes to rest');
  }

  /** To be called if a row becomes unreadable. */
  spoiled(row: PayInRow, text: string): void {
    add(this.#spoiled, text);
    this.#once.spoiled.add(this.world.form.keyOf(row));
  }

  /** To be called if the list is written in another way: then an unreadable row has another look too. */
  spelled(): void {
    this.#isSpelled = true;
  }

  /** The connector's clock jumped: the time within which an entry is found starts over, once the clock was there before. */
  clockJumped(hours: number): void {
    this.#countAnew(Math.max(0, -hours) * HOUR);
  }

  #countAnew(after = 0): void {
    this.#countsFrom = Math.max(this.#countsFrom, this.world.elapsed + after);
  }

  /** One poll. What is wrong with it is among the complaints. */
  async poll(crash?: 'before commit' | 'after commit'): Promise<readonly NumberedRow[]> {
    const { world } = this;
    const { size } = world.service.faults;
    const hadBacklog = world.hasBacklog;
    // Where something happens during a poll: what stood there when it began.
    const shown = world.service.before && world.form.count(world.account.rows());
    try {
      const taken = await world.poll(crash);
      this.#checkBounds(taken);
      if (shown) this.observe();
      if (crash !== 'before commit') this.#polled(taken, hadBacklog, shown);
      return taken;
    } catch (error) {
      // A poll that meets a fault throws and is forgotten: whether anything was lost by it shows later.
      if (world.service.faults.size === size) this.#failed(error);
      if (shown) this.observe();
      return [];
    }
  }

  /** Polls until nothing more comes. @returns whether that came to an end */
  settle(): Promise<boolean> {
    return this.world.settle(() => this.poll());
  }

  #checkBounds(taken: readonly NumberedRow[]): void {
    const { world } = this;
    // What a payment turned into has no separate date.
    const times = taken.filter(({ row }) => row.flip === undefined).map(({ row }) => row.createdAt);
    if (world.requests > 20) this.#wrong.push(`${world.requests} requests`);
    if (taken.length > world.maxItems) this.#wrong.push(`${taken.length} entries in one poll`);
    if (times.join() !== times.toSorted().join()) this.#wrong.push('not oldest first');
    if ((world.stored ?? '').length > 150_000) this.#wrong.push('a state over 150 kB');
  }

  #failed(error: unknown): void {
    const { form } = this.world;
    const what = isSecPaidError(error) ? error.what : String(error);
    if (
      what.includes('not the one this trigger knows') &&
      (this.#isPartly || form.disguise !== this.#disguise || this.#left.has(this.world.account))
    ) {
      this.met.add('another list');
      this.isStopped = true;
      return;
    }
    if (what.includes('and there are more') && form.cap < 100) return;
    // Of a list that is cut off and in another order, either reason is right.
    if (
      /not sorted by date|not the one this trigger knows/.test(what) &&
      (form.is('ascending') || form.is('out-of-order'))
    )
      return;
    this.#wrong.push(`failed: ${what}`);
  }

  #polled(taken: readonly NumberedRow[], hadBacklog: boolean, shown?: Counts): void {
    const { world } = this;
    const isOther = world.account !== this.#account;
    const isRotated = !isOther && world.service.token !== this.#token;
    // What was noticed in part so far may be accepted as a whole.
    const isAccepted = world.accepted && this.#isPartly;
    const isDisguised = this.isStopped || isAccepted || world.form.disguise !== this.#disguise;
    this.isStopped = false;
    const known = isOther || isRotated || isDisguised ? this.#known() : [];
    const before = { listed: this.#listed, polledAt: this.#polledAt, known };
    const left = { account: this.#account, known: new Map(this.#past) };
    for (const counts of [this.#given, this.#excused]) {
      for (const [key, number] of counts) add(left.known, key, number);
    }
    this.#polledAt = world.pollerNow;
    this.#account = world.account;
    this.#token = world.service.token;
    if (isOther) {
      // Whoever comes back to an account starts over there, and shows its unreadable rows again.
      this.#isSpelled = true;
      this.#complain(this.#tooOften());
      this.#begin();
      this.#disguise = world.form.disguise;
      this.#disguises.clear();
      this.#disguises.add(this.#disguise);
      // Of fewer than five that it knows, a feed cannot tell whether the account is another one.
      const isClear = before.known.length > FEW;
      if (isClear) this.met.add('another account');
      // Nor can it where small pages do not reach what it knows.
      const mayBeSame = !isClear || world.form.cap < Infinity;
      if (mayBeSame) this.#allowSince(before.polledAt);
      this.#allowAfter(this.#left.get(world.account) ?? this.#past);
      if (!mayBeSame || world.form.spoiled.length === 0) this.#left.clear();
      else this.#left.set(left.account, left.known);
    } else if (isDisguised) this.#disguised(taken, before, hadBacklog || world.hasBacklog);
    else if (isRotated) this.#rotated(before);
    // What came while a feed started over may have been read by it or not.
    if (shown && (isOther || isDisguised)) {
      for (const [key, number] of this.#past) if (number > (shown.get(key) ?? 0)) this.#may.set(key, number);
    }
    for (const { id, row } of taken) {
      const key = givenKey({ id, row });
      if (this.#ids.has(id)) this.#wrong.push(`twice: ${id}`);
      this.#ids.add(id);
      if (row.flip === undefined) add(this.#given, key);
      this.#groups.gave(row.payId, toPayIn({ id, row }).kind, row.flip !== undefined);
    }
    this.#noteShown();
    this.#noteMet(taken, isRotated);
    // A full poll, and one that works off a backlog, leaves what it did not look for to the next hour.
    const isFull =
      world.wasFirst ||
      hadBacklog ||
      world.hasBacklog ||
      taken.length === world.maxItems ||
      world.requests >= 20;
    if (isFull) this.#countAnew();
    else {
      const missed = this.#missed();
      const isHuge = missed.length > 0 && hasHugeSecond(world.account.rows());
      // Fewer than 100 rows that were cut off where the oldest known entry stands are noticed with the next payment.
      const isCut = world.form.cap < 100 && world.form.cap <= world.account.rows().length;
      const isLate = (key: string): boolean =>
        !isCut &&
        world.elapsed - Math.max(this.#countsFrom, this.#since.get(key) ?? world.elapsed) >=
          this.#soon(key, isHuge);
      this.#complain(missed.filter(isLate).map((key) => `not in time: ${key}`));
    }
  }

  /** The entries that the feed knows, newest first: those that were there, and those that it emitted. */
  #known(): string[] {
    const keys = new Set([...this.#past.keys(), ...this.#given.keys()]);
    const known = [...keys].sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1));
    const newest = known.map(dateOf).find((date) => date <= wallClockAt(this.#polledAt)) ?? '';
    const floor = newest === '' ? '' : shiftWallClock(newest, -29 * DAY);
    return known.filter((key) => dateOf(key) >= floor);
  }

  /** What is listed and dated since the last good poll may start the workflow, with ten minutes for the clocks. */
  #allowSince(polledAt: number): void {
    const since = wallClockAt(polledAt - 10 * MINUTE);
    for (const [key, number] of this.#past) if (dateOf(key) >= since) this.#may.set(key, number);
  }

  /** What is listed and was not known may start the workflow. */
  #allowAfter(known: Counts): void {
    for (const [key, number] of this.#past) {
      const more = number - (known.get(key) ?? 0);
      if (more > 0) this.#may.set(key, Math.max(more, this.#may.get(key) ?? 0));
    }
  }

  /** A replaced token changes nothing, if one of the twenty newest entries that are known is still there to prove it. */
  #rotated({ known, polledAt }: { readonly known: readonly string[]; readonly polledAt: number }): void {
    const lowest = known.at(Math.min(20, known.length) - 1);
    const listed = this.world.form.count(this.world.account.rows());
    const isProven = known.some(
      (key) => listed.has(key) && lowest !== undefined && dateOf(key) >= dateOf(lowest),
    );
    if (isProven) return;
    const since = known.length > FEW ? '9' : wallClockAt(polledAt);
    const newest = known.map(dateOf).find((date) => date <= wallClockAt(polledAt)) ?? '';
    for (const [key, number] of listed) {
      if (dateOf(key) < since || dateOf(key) <= newest) this.#excused.set(key, number);
    }
    this.#groups.excuse();
  }

  /** The list looks different from what is known, and the poll continued. */
  #disguised(
    taken: readonly NumberedRow[],
    {
      listed,
      known,
      polledAt,
    }: { readonly listed: Counts; readonly known: readonly string[]; readonly polledAt: number },
    isPart: boolean,
  ): void {
    const { disguise } = this.world.form;
    const now = this.world.form.count(this.world.account.rows());
    const isClear = !isPart && !this.#disguises.has(disguise) && this.#isClear(listed, known, polledAt);
    this.#complain(this.#tooOften());
    const before = new Map(this.#past);
    for (const [key, number] of [...this.#given, ...this.#excused]) add(before, key, number);
    this.#begin();
    // Of entries alike in all that is told apart, of which some were gone, nobody can tell which came again.
    for (const [key, number] of before) {
      if (number > (this.#past.get(key) ?? 0)) this.#excused.set(key, number - (this.#past.get(key) ?? 0));
    }
    this.#isPartly ||= isPart || !isClear;
    this.#disguise = isPart ? 'in part' : disguise;
    // Part of a list may look like the known one, and one that was taken before, or a part of it, is known.
    this.#disguises.add(disguise).add(this.#disguise);
    if (!isClear) this.#may = new Map(now);
    else if (this.world.accepted) {
      this.#allowSince(polledAt);
      this.met.add('accepted');
    } else if (taken.length > 0) this.#wrong.push(`takes another list for the known one: ${this.#disguise}`);
  }

  /** Whether nobody could overlook that the list is another one: many known entries are gone, others stand for them. */
  #isClear(listed: Counts, known: readonly string[], polledAt: number): boolean {
    const now = this.world.form.count(this.world.account.rows());
    const isThere = known.filter((key) => listed.has(key));
    const lost = isThere.filter((key) => !now.has(key)).length;
    const doubled = isThere.filter((key) => (now.get(key) ?? 0) > (listed.get(key) ?? 0)).length;
    const odd = Math.max(lost, doubled);
    const newest = isThere.map(dateOf).find((date) => date <= wallClockAt(polledAt)) ?? '';
    const oldest = isThere.map(dateOf).at(-1) ?? '';
    const old = [...now].filter(
      ([key, number]) => number > (listed.get(key) ?? 0) && dateOf(key) <= newest && dateOf(key) >= oldest,
    ).length;
    return odd >= 8 && odd * 2 >= known.length && old * 2 > odd + 2;
  }

  /**
   * How soon it is found: an entry within 15 minutes, and what makes the list no longer, or comes while it gets shorter,
   * with the next sweep.
   */
  #soon(key: string, isHuge: boolean): number {
    const isEntry =
      !isHuge && this.#listed.has(key) && this.#disturbedAt + 15 * MINUTE < (this.#since.get(key) ?? 0);
    const sweep = (this.world.account.rows().length / 14) * MINUTE;
    return isEntry ? 15 * MINUTE : Math.max(HOUR, sweep) + HOUR;
  }

  #noteShown(): void {
    const what = this.world.unreadable?.what ?? '';
    for (const text of this.#spoiled.keys()) {
      if (what.includes(text)) add(this.#shown, text);
    }
    if (what !== '') this.met.add('unreadable');
  }

  #noteMet(taken: readonly NumberedRow[], isRotated: boolean): void {
    const { account, form, pollerNow } = this.world;
    if (taken.length === 0) return;
    const keys = taken.slice(0, 20).map(givenKey);
    const ahead = wallClockAt(pollerNow + 4 * HOUR);
    const rows = account.rows();
    if (isRotated) this.met.add('a new token');
    if (rows.some((row) => row.created_at > ahead) && keys.some((key) => dateOf(key) < ahead))
      this.met.add('dated ahead');
    if (keys.some((key) => this.#once.spoiled.has(key))) this.met.add('mended');
    if (keys.some((key) => this.#once.pending.has(key))) this.met.add('became final');
    if (rows.length > form.cap) this.met.add('capped');
    if (form.isSpelled) this.met.add('spelled');
    if (rows.some(({ status }) => status === 'Failed')) this.met.add('failed');
    if (taken.some(({ row }) => row.flip !== undefined)) this.met.add('in place');
    if (this.#groups.isMixed) this.met.add('in place and by a row');
  }

  #complain(complaints: readonly string[]): void {
    this.#wrong.push(...complaints);
  }

  #tooOften(): string[] {
    const owed = (key: string): number =>
      (this.#most.get(key) ?? 0) - (this.#past.get(key) ?? 0) + (this.#may.get(key) ?? 0);
    return [
      ...[...this.#given]
        .filter(([key, times]) => times > owed(key))
        .map(([key, times]) => `too often (${times}): ${key}`),
      ...this.#groups.tooOften().map((group) => `too often: ${group}`),
    ];
  }

  #missed(): string[] {
    const left = (key: string): number =>
      (this.#past.get(key) ?? 0) + (this.#given.get(key) ?? 0) + (this.#excused.get(key) ?? 0);
    const keys = [...this.#listed].filter(([key, times]) => times > left(key)).map(([key]) => key);
    // Which row of a refund or dispute is started, if its payment says it as well, is the feed's choice.
    const isOfGroup = this.#groups.keysOf(this.world.account.rows(), this.world.form);
    return [...keys.filter((key) => !isOfGroup.has(key)), ...this.#groups.missed()];
  }

  /** What is wrong with all that was emitted so far; call it once the feed has come to rest. */
  complaints(): string[] {
    const { form } = this.world;
    const untold = form.spoiled.filter(
      ({ row, text }) =>
        !/created_at (null|"0000)/.test(text) &&
        this.world.account.rows().includes(row) &&
        isWithinLookback(row.created_at, this.world) &&
        !this.#shown.has(text),
    );
    return [
      ...this.#wrong,
      ...this.#tooOften(),
      ...this.#missed().map((key) => `missed: ${key}`),
      ...(this.#isSpelled ? [] : untold.map(({ text }) => `not shown: ${text}`)),
      ...(this.#isSpelled
        ? []
        : [...this.#shown]
            .filter(([text, times]) => times > (this.#spoiled.get(text) ?? 0))
            .map(([text, times]) => `shown ${times} times: ${text}`)),
    ];
  }
}

/** Whether more entries are of one second than a page can show together with their neighbours. */
function hasHugeSecond(rows: readonly PayInRow[]): boolean {
  const counts: Counts = new Map();
  for (const { created_at: at } of rows) add(counts, at);
  return Math.max(0, ...counts.values()) > 450;
}

/** As many known entries may be gone by chance. */
const FEW = 5;
