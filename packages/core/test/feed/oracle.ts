import type { PayInRow } from '../../../sandbox/src/index.ts';
import { keyOf, type World } from './world.ts';

const count = <T>(items: Iterable<T>, keyOfItem: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOfItem(item), (counts.get(keyOfItem(item)) ?? 0) + 1);
  return counts;
};

/**
 * Knows what a feed owes: all that is listed and was not there when it was armed, each once. Where rows alike in
 * pay_id, created_at and amount were deleted and came again, nobody can tell them apart; then no more than the most
 * that ever stood there at once may have been emitted, and no less than what stands there still.
 */
export class Oracle {
  readonly #armedWith: Map<string, number>;
  readonly #most = new Map<string, number>();

  readonly world: World;

  constructor(world: World) {
    this.world = world;
    this.#armedWith = count(world.account.rows(), keyOf);
    this.observe();
  }

  /** To be called after every change of the account. */
  observe(): void {
    for (const [key, number] of count(this.world.account.rows(), keyOf)) {
      this.#most.set(key, Math.max(number, this.#most.get(key) ?? 0));
    }
  }

  /** What is wrong with all that was emitted so far; call it once the feed has come to rest. */
  complaints(): string[] {
    const { account, emitted } = this.world;
    const listed = count<PayInRow>(account.rows(), keyOf);
    const given = count(emitted, ({ row }) => `${row.payId} ${row.createdAt} ${row.amount}`);
    const ids = count(emitted, ({ id }) => id);
    const before = (key: string): number => this.#armedWith.get(key) ?? 0;
    return [
      ...[...ids].filter(([, times]) => times > 1).map(([id]) => `twice: ${id}`),
      ...[...given]
        .filter(([key, times]) => times > (this.#most.get(key) ?? 0) - before(key))
        .map(([key, times]) => `too often (${times}): ${key}`),
      ...[...listed]
        .filter(([key, times]) => (given.get(key) ?? 0) < times - before(key))
        .map(([key]) => `missed: ${key}`),
    ];
  }
}
