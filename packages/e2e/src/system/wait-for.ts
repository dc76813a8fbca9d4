import { inspect } from 'node:util';

type Nothing = false | null | undefined;

/** How long to wait, how often to look, and when to stop looking early. */
export interface WaitOptions {
  /** A minute and a half by default: after publishing, a trigger may rest for 30 seconds, and the machine may be busy. */
  timeoutMs?: number;
  intervalMs?: number;
  /** A reason why waiting on is pointless (the process is gone), or nothing. */
  giveUp?: () => string | undefined;
}

/**
 * Looks until `probe` gives something, and returns it. A probe that throws counts as "not yet": what is waited
 * for is often a server that does not answer at first.
 *
 * @throws Error that names what was awaited, how long, and what was seen last.
 */
export async function waitFor<T>(
  what: string,
  probe: () => T | Nothing | Promise<T | Nothing>,
  options: WaitOptions = {},
): Promise<T> {
  const { timeoutMs = 90_000, intervalMs = 100, giveUp } = options;
  const startedAt = Date.now();
  let seen = 'nothing yet';
  for (;;) {
    const reason = giveUp?.();
    if (reason !== undefined) throw new Error(`Stopped waiting for ${what}: ${reason}\nLast seen: ${seen}`);
    const left = startedAt + timeoutMs - Date.now();
    if (left <= 0) throw new Error(`Waited ${timeoutMs} ms for ${what}.\nLast seen: ${seen}`);
    try {
      const value = await withinTime(probe, left);
      if (value !== false && value !== null && value !== undefined) return value;
      seen = inspect(value);
    } catch (error) {
      seen = error instanceof Error ? `${error.name}: ${error.message}` : inspect(error);
    }
    await pause(Math.max(0, Math.min(intervalMs, startedAt + timeoutMs - Date.now())));
  }
}

/** A probe that hangs must not outlive the deadline. */
async function withinTime<T>(probe: () => T | Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('the last look did not come back in time'));
    }, ms);
  });
  try {
    return await Promise.race([probe(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
