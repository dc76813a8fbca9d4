/** What was opened, to be closed in the opposite order, whatever happens. */
export class Closers {
  readonly #closers: (() => Promise<void>)[] = [];

  /** Notes how to close something, and hands it on. */
  opened<T extends { close(): Promise<void> }>(thing: T): T {
    this.#closers.push(() => thing.close());
    return thing;
  }

  /** Closes all of it, also when some of it fails to. */
  async close(): Promise<void> {
    for (let closer = this.#closers.pop(); closer; closer = this.#closers.pop()) {
      await closer().catch((error: unknown) => {
        console.error(error);
      });
    }
  }
}
