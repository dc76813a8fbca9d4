const window = 60_000;

/** A limit of requests a minute, in fixed windows: each full minute of the clock starts from zero. */
export class RateLimit {
  /** Requests a minute, or false for no limit. */
  limit: number | false;
  /** What shares the limit. The documentation says "per user / IP". Default token. */
  per: 'token' | 'address' = 'token';
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
    const sharer = this.per === 'token' ? token : '';
    const count = (this.#counts.get(sharer) ?? 0) + 1;
    this.#counts.set(sharer, count);
    return this.limit === false || count <= this.limit;
  }

  /** Forgets the current window's requests. */
  clear(): void {
    this.#counts.clear();
  }
}
