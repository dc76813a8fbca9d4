/** A call that waits for its payment to be listed. */
export interface Waiter {
  /** Whether SecPaid was asked for it once: from then on it makes room for one that has not been looked up. */
  tried: boolean;
  /** Resolves when somebody else needs the place. */
  readonly released: Promise<void>;
  readonly isReleased: () => boolean;
  /** Gives the place back. */
  readonly leave: () => void;
}

/** The places of one trigger. */
export interface WaitingRoom {
  /** A place for a call that names this pay ID; undefined where none is free. */
  enter(payId: string): Waiter | undefined;
}

/**
 * Room for so many calls. A later call of the same pay ID takes the place of the earlier one: it may tell of another
 * payment, so it is looked up at once. In a full room the call that waits longest of those looked up already leaves.
 */
export function waitingRoomOf(most: number): WaitingRoom {
  const waiters = new Map<string, Waiter & { release(): void }>();
  return {
    enter(payId) {
      waiters.get(payId)?.release();
      if (waiters.size >= most) [...waiters.values()].find(({ tried }) => tried)?.release();
      if (waiters.size >= most) return undefined;
      let isReleased = false;
      let resolve = (): void => undefined;
      const released = new Promise<void>((done) => (resolve = done));
      const leave = (): void => {
        if (waiters.get(payId) === waiter) waiters.delete(payId);
      };
      const release = (): void => {
        isReleased = true;
        leave();
        resolve();
      };
      const waiter = { tried: false, released, isReleased: () => isReleased, leave, release };
      waiters.set(payId, waiter);
      return waiter;
    },
  };
}
