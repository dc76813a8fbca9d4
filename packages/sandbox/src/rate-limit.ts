const window = 60_000;

/** So many requests a minute and token, in fixed windows: each full minute of the clock starts afresh. */
export class RateLimit {
  /** Requests a minute, or false for no limit. */
  limit: number | false;
  #minute = NaN;
  readonly #counts = new Map<string, number>();

  constructor(limit: number | false) {
    this.limit = limit;
  }

  /** Counts a request; whether it is within the limit. */
  admits(token: string, now: number): boolean {
    const minute = Math.floor(now / window);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#counts.clear();
    }
    const count = (this.#counts.get(token) ?? 0) + 1;
    this.#counts.set(token, count);
    return this.limit === false || count <= this.limit;
  }

  /** Forgets the current window's requests. */
  clear(): void {
    this.#counts.clear();
  }
}
