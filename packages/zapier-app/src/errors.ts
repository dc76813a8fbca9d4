import { type ErrorKind, isSecPaidError } from '@secpaid/core';
import type { ZObject } from 'zapier-platform-core';

/** Where SecPaid named no wait: its limit is counted by the minute. */
const THROTTLE_SECONDS = 60;

/** The HTTP status that Zapier shows beside the message, by who can mend it. */
const STATUS: Record<Exclude<ErrorKind, 'authentication' | 'rate-limit'>, number> = {
  validation: 400,
  state: 409,
  'unexpected-answer': 502,
  server: 503,
  network: 503,
};

/**
 * An error as Zapier shows it. ExpiredAuthError asks the user to reconnect and pauses the Zap, so it stands only where
 * that is the cure; ThrottledError makes Zapier try again later by itself.
 */
function toZapierError(z: ZObject, error: unknown): unknown {
  if (!isSecPaidError(error)) return error;
  const { kind, message, where, retryAfterMs, mayHaveHappened } = error;
  // The message is for the Zap's user; where it happened is for whoever looks into the logs.
  if (where !== undefined) z.console.log(where);
  // A failed step is run again, by its user or by Autoreplay; a halted one only by its user, who has been told to look.
  if (mayHaveHappened) return new z.errors.HaltedError(message);
  switch (kind) {
    case 'authentication':
      return new z.errors.ExpiredAuthError(message);
    case 'rate-limit':
      return new z.errors.ThrottledError(
        message,
        retryAfterMs === undefined ? THROTTLE_SECONDS : Math.ceil(retryAfterMs / 1000),
      );
    default:
      return new z.errors.Error(message, kind, STATUS[kind]);
  }
}

/** Runs `action` with core's errors turned into Zapier's. */
export async function withZapierErrors<T>(z: ZObject, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw toZapierError(z, error);
  }
}
