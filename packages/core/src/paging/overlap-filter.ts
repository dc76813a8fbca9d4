import type { Numbered } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';

/**
 * How far down a list was given away already. Everything newer than its second was; of that second itself the ids are
 * known. So neither the overlap of two pages nor rows that new payments pushed down come again, however many.
 */
export class OverlapFilter {
  #second: WallClock | undefined;
  #ids = new Set<string>();

  /** Takes a page that joins on to the ones before it, and gives the rows of it that are new. */
  extend<N extends Numbered>(page: readonly N[]): N[] {
    const second = this.#second;
    const fresh = page.filter(
      ({ id, row }) =>
        second === undefined || row.createdAt < second || (row.createdAt === second && !this.#ids.has(id)),
    );
    const last = page.at(-1)?.row.createdAt;
    if (last !== undefined && (second === undefined || last <= second)) {
      if (last !== second) this.#ids = new Set();
      this.#second = last;
      for (const { id, row } of page) if (row.createdAt === last) this.#ids.add(id);
    }
    return fresh;
  }
}
