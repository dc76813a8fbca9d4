const HOUR = 3_600_000;

/** How long the same kind of failure is only logged after it was raised for the first, and for any further time. */
const QUIET_AFTER_FIRST = HOUR;
const QUIET_LATER = 6 * HOUR;

interface Raised {
  readonly times: number;
  readonly lastAt: number;
}

/** Polls of a trigger that failed one after the other, up to the newest. */
export interface Outage {
  /** When the first of them failed, in milliseconds. */
  readonly since: number;
  readonly failures: number;
  /** By kind of failure. */
  readonly raised: ReadonlyMap<string, Raised>;
}

const isQuiet = ({ times, lastAt }: Raised, now: number): boolean =>
  now - lastAt < (times === 1 ? QUIET_AFTER_FIRST : QUIET_LATER);

/**
 * Counts one more failed poll, and decides whether to raise it, which makes a failed execution and runs the user's error
 * workflow, or only to log it: each kind is raised at once, after an hour, then every six hours while it lasts.
 *
 * @param before the outage so far, undefined where the last poll went well
 * @param now in milliseconds
 */
export function oneMore(
  before: Outage | undefined,
  kind: string,
  now: number,
): { readonly outage: Outage; readonly isRaised: boolean } {
  const { since, failures, raised } = before ?? {
    since: now,
    failures: 0,
    raised: new Map<string, Raised>(),
  };
  const last = raised.get(kind);
  const isRaised = last === undefined || !isQuiet(last, now);
  const next = isRaised ? new Map(raised).set(kind, { times: (last?.times ?? 0) + 1, lastAt: now }) : raised;
  return { outage: { since, failures: failures + 1, raised: next }, isRaised };
}

/** Since when polls fail, and how many did, as a sentence; undefined for a single one, which says so by itself. */
export function howLong({ since, failures }: Outage): string | undefined {
  if (failures === 1) return undefined;
  const begun = new Date(since).toISOString().slice(0, 16).replace('T', ' ');
  return `${failures} polls have failed in a row since ${begun} UTC.`;
}
