import { Account, createService, type PayInRow } from '../../../sandbox/src/index.ts';
import { connect, createClient, type NumberedRow } from '../../src/index.ts';
import type { Answer, Slice } from '../../src/paging/pages.ts';

/** What a feed is handed for one poll. */
export interface PollTurn {
  readonly state: unknown;
  readonly ask: (slice: Slice) => Promise<Answer>;
  readonly clock: () => number;
  readonly firstSinceStart: boolean;
  readonly maxItems: number;
  readonly random: () => number;
  readonly backfillDays?: number;
  /** Stores a state at once; a sound feed has no use for it. */
  readonly save: (state: unknown) => void;
}

/** A feed under test: ours, or one of those that people build. */
export type Feed = (
  turn: PollTurn,
) => Promise<{ readonly taken: readonly NumberedRow[]; readonly state: unknown }>;

export const keyOf = ({ pay_id, created_at, amount }: PayInRow): string =>
  `${pay_id} ${created_at} ${Number(amount)}`;

const START = Date.UTC(2026, 4, 20, 10);

/** One account, one feed on it, and what the feed emitted. Nothing here takes real time. */
export class World {
  /** SecPaid's clock and the connector's: two machines. */
  serverNow = START;
  pollerNow = START;
  readonly account = new Account({ clock: () => this.serverNow, seed: 7 });
  readonly service = createService(this.account, { rateLimit: false, wait: () => Promise.resolve() });
  readonly feed: Feed;
  readonly maxItems: number;
  readonly emitted: NumberedRow[] = [];
  /** How many requests the last poll made. */
  requests = 0;
  stored: string | undefined;
  #running: string | undefined;
  #firstSinceStart = true;
  readonly client = createClient(
    connect({ apiToken: 'sandbox-token', environment: 'custom', baseUrl: 'http://127.0.0.1/api/v2' }),
    ({ headers, ...request }) =>
      this.service.handle({
        ...request,
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
      }),
  );

  constructor(feed: Feed, maxItems = 1000) {
    this.feed = feed;
    this.maxItems = maxItems;
  }

  wait(ms: number): void {
    this.serverNow += ms;
    this.pollerNow += ms;
  }

  /** One poll. `crash` before the commit loses its outcome, after it the process's memory only. */
  async poll(crash?: 'before commit' | 'after commit'): Promise<readonly NumberedRow[]> {
    this.requests = 0;
    const outcome = await this.feed({
      state: this.#running === undefined ? undefined : JSON.parse(this.#running),
      ask: (slice) => {
        this.requests++;
        return this.client.payIns.answer(slice);
      },
      clock: () => this.pollerNow,
      firstSinceStart: this.#firstSinceStart,
      maxItems: this.maxItems,
      random: () => 0.5,
      save: (state) => {
        this.stored = this.#running = JSON.stringify(state);
      },
    });
    this.#firstSinceStart = false;
    if (crash !== 'before commit') {
      this.#running = JSON.stringify(outcome.state);
      this.stored = this.#running;
      this.emitted.push(...outcome.taken);
    }
    if (crash) this.restart();
    return crash === 'before commit' ? [] : outcome.taken;
  }

  /** The process ends and another one reads what was stored. */
  restart(): void {
    this.#running = this.stored;
    this.#firstSinceStart = true;
  }

  /** Polls until nothing more comes and all was read, an hour apart. @returns whether that came to an end */
  async settle(): Promise<boolean> {
    this.service.faults.clear();
    let quiet = 0;
    let barren = 0;
    const begun = this.pollerNow;
    // Each poll of a backlog emits something; one that goes on without is lost. One that repeats itself never rests.
    for (let polls = 1; polls < 300 && barren < 8; polls++) {
      this.wait(3_600_000);
      const isBarren = (await this.poll()).length === 0;
      barren = isBarren && hasBacklog(this.stored) ? barren + 1 : 0;
      quiet = isBarren && !hasBacklog(this.stored) ? quiet + 1 : 0;
      if (quiet >= 2 && sweptAt(this.stored) > begun) return true;
    }
    return false;
  }
}

const sweptAt = (stored: string | undefined): number =>
  Number(/"sweptAt":(\d+)/.exec(stored ?? '')?.[1] ?? Infinity);
const hasBacklog = (stored: string | undefined): boolean => stored !== undefined && /"drain":\{/.test(stored);
