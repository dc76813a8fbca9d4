import type { Fault } from './fault.ts';

/** Faults that wait for their requests, first come, first served. */
export class FaultQueue {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  /** Adds a fault behind the others. */
  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** The fault for a request of a page of an endpoint, if one waits for it. */
  take(page: number, endpoint: string): Fault | undefined {
    const next = this.#waiting.find(
      ({ fault }) => (fault.onPage ?? page) === page && (fault.onEndpoint ?? endpoint) === endpoint,
    );
    if (!next) return undefined;
    next.left--;
    if (next.left <= 0) this.#waiting = this.#waiting.filter((one) => one !== next);
    return next.fault;
  }

  /** How many faults still wait. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Lifts every fault. */
  clear(): void {
    this.#waiting = [];
  }
}
