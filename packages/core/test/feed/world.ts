import { Account, createService } from '../../../sandbox/src/index.ts';
import { type Client, connect, createClient, type NumberedRow, type SecPaidError } from '../../src/index.ts';
import type { Answer, Slice } from '../../src/paging/pages.ts';
import { ListForm } from './list-form.ts';

/** What a feed is handed for one poll. */
export interface PollTurn {
  readonly state: unknown;
  readonly ask: (slice: Slice) => Promise<Answer>;
  readonly clock: () => number;
  readonly firstSinceStart: boolean;
  readonly maxItems: number;
  readonly random: () => number;
  readonly backfillDays?: number;
  readonly fingerprint: (salt: string) => string;
  /** Whether the workflow was published just now. */
  readonly accepts: boolean;
  /** Stores a state at once; a sound feed has no use for it. */
  readonly save: (state: unknown) => void;
}

/** A feed under test: ours, or one of those that people build. */
export type Feed = (turn: PollTurn) => Promise<{
  readonly taken: readonly NumberedRow[];
  readonly state: unknown;
  readonly unreadable?: SecPaidError | undefined;
}>;

const START = Date.UTC(2026, 4, 20, 10);

/** The account behind the credential, one feed on it, and what the feed emitted. Nothing here takes real time. */
export class World {
  /** SecPaid's clock and the connector's: two machines. */
  serverNow = START;
  pollerNow = START;
  /** How long all took so far, in milliseconds. */
  elapsed = 0;
  readonly service = createService(new Account({ clock: () => this.serverNow, seed: 7 }), {
    rateLimit: false,
    wait: () => Promise.resolve(),
  });
  readonly form = new ListForm(this.service.deviations);
  readonly feed: Feed;
  readonly maxItems: number;
  readonly emitted: NumberedRow[] = [];
  /** How many requests the last poll made. */
  requests = 0;
  stored: string | undefined;
  #running: string | undefined;
  /** The rows that the last poll showed as unreadable. */
  unreadable: SecPaidError | undefined;
  /** Whether the last poll came after publishing. */
  accepted = false;
  #tokens = 0;
  /** Whether the last poll was the first one of its process. */
  wasFirst = true;
  #firstSinceStart = true;
  #accepts = false;

  constructor(feed: Feed, maxItems = 1000) {
    this.feed = feed;
    this.maxItems = maxItems;
  }

  get account(): Account {
    return this.service.account;
  }

  /** With the token of the selected account: changing that changes the credential. */
  get client(): Client {
    return createClient(
      connect({
        apiToken: this.service.token,
        environment: 'custom',
        baseUrl: 'http://127.0.0.1/api/v2',
      }),
      ({ headers, ...request }) =>
        this.service.handle({
          ...request,
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
          ),
        }),
    );
  }

  /** Whether more was found than a poll may emit. */
  get hasBacklog(): boolean {
    return this.stored !== undefined && /"drain":\{/.test(this.stored);
  }

  wait(ms: number): void {
    this.elapsed += ms;
    this.serverNow += ms;
    this.pollerNow += ms;
  }

  /** One poll. `crash` before the commit loses its outcome, after it the process's memory only. */
  async poll(crash?: 'before commit' | 'after commit'): Promise<readonly NumberedRow[]> {
    this.requests = 0;
    this.unreadable = undefined;
    const { client } = this;
    const accepts = (this.accepted = this.#accepts);
    this.#accepts = false;
    const outcome = await this.feed({
      state: this.#running === undefined ? undefined : JSON.parse(this.#running),
      ask: (slice) => {
        this.requests++;
        return client.payIns.answer(slice);
      },
      clock: () => this.pollerNow,
      firstSinceStart: this.#firstSinceStart,
      maxItems: this.maxItems,
      random: () => 0.5,
      fingerprint: client.fingerprint,
      accepts,
      save: (state) => {
        this.stored = this.#running = JSON.stringify(state);
      },
    });
    this.wasFirst = this.#firstSinceStart;
    this.#firstSinceStart = false;
    if (crash !== 'before commit') {
      this.#running = JSON.stringify(outcome.state);
      this.stored = this.#running;
      this.emitted.push(...outcome.taken);
      this.unreadable = outcome.unreadable;
    }
    if (crash) this.restart();
    return crash === 'before commit' ? [] : outcome.taken;
  }

  /** The process ends and another one reads what was stored. */
  restart(): void {
    this.#running = this.stored;
    this.#firstSinceStart = true;
  }

  /** The credential is that of another account: one of three, an empty one the first time. */
  switchAccount(pick: number): void {
    const { accounts, token } = this.service;
    const others = accounts.tokens.filter((one) => one !== token);
    if (others.length < 2) others.push(this.#newToken());
    accounts.switchTo(others[pick % others.length] ?? this.#newToken());
  }

  /** SecPaid replaces the account's token, and the credential is that. */
  rotate(): void {
    this.service.token = this.#newToken();
  }

  #newToken(): string {
    return `token-${++this.#tokens}`;
  }

  /** The id of a link that is paid often. SecPaid numbers the links of all accounts together. */
  link(number: number): number {
    return (this.service.accounts.place.number - 1) * 1_000_000 + number;
  }

  /** The workflow is published again. */
  publish(): void {
    this.restart();
    this.#accepts = true;
  }

  /** Polls until nothing more comes, an hour apart, so that sweeps are due. @returns whether that came to an end */
  async settle(poll = (): Promise<readonly NumberedRow[]> => this.poll()): Promise<boolean> {
    this.service.faults.clear();
    let quiet = 0;
    let barren = 0;
    const begun = this.pollerNow;
    // Each poll of a backlog emits something; one that continues without is lost. One that repeats itself never rests.
    for (let polls = 1; polls < 300 && barren < 8; polls++) {
      this.wait(3_600_000);
      const isBarren = (await poll()).length === 0;
      barren = isBarren && this.hasBacklog ? barren + 1 : 0;
      // A sweep by small pages may take more than one poll.
      if (!isBarren) quiet = 0;
      else if (!this.hasBacklog) quiet++;
      if (quiet >= 2 && sweptAt(this.stored) > begun) return true;
    }
    return false;
  }
}

const sweptAt = (stored: string | undefined): number =>
  Number(/"sweptAt":(\d+)/.exec(stored ?? '')?.[1] ?? Infinity);
