/**
 * What went wrong, by who can mend it: `authentication` (the token), `rate-limit` (wait), `validation` (the input,
 * refused before any request), `server` (SecPaid's own fault or refusal, or a firewall's), `network` (no answer came),
 * `unexpected-answer` (an answer, but not the documented one), `state` (the feed's saved position).
 */
export type ErrorKind =
  'authentication' | 'rate-limit' | 'validation' | 'server' | 'network' | 'unexpected-answer' | 'state';

/** What an error says. */
export interface Sentences {
  /** What happened, a full sentence. */
  readonly what: string;
  /** What to do now, a full sentence. */
  readonly next: string;
  /** Where it happened: endpoint, page, HTTP status. For people who debug. */
  readonly where?: string;
}

interface Circumstances {
  /** Whether the same request may succeed later; true for 429, 5xx and network faults. */
  readonly retryable?: boolean;
  /** How long SecPaid asked to wait, in milliseconds, where it said so. */
  readonly retryAfterMs?: number | undefined;
  /** Whether the request surely did not reach SecPaid. */
  readonly neverSent?: boolean | undefined;
  /** Whether a call that changes something may have done so, though no answer says it; false for reads. */
  readonly mayHaveHappened?: boolean;
}

/** The only error that core throws on purpose. Its message says what happened and what to do; it never holds the token. */
export class SecPaidError extends Error {
  override readonly name = 'SecPaidError';
  readonly kind: ErrorKind;
  readonly what: string;
  readonly next: string;
  readonly where: string | undefined;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly neverSent: boolean;
  readonly mayHaveHappened: boolean;

  constructor(kind: ErrorKind, { what, next, where }: Sentences, circumstances: Circumstances = {}) {
    super(`${what} ${next}`);
    this.kind = kind;
    this.what = what;
    this.next = next;
    this.where = where;
    this.retryable = circumstances.retryable ?? false;
    this.retryAfterMs = circumstances.retryAfterMs;
    this.neverSent = circumstances.neverSent ?? false;
    this.mayHaveHappened = circumstances.mayHaveHappened ?? false;
  }
}

/** Whether something caught is core's own error. */
export function isSecPaidError(error: unknown): error is SecPaidError {
  return error instanceof SecPaidError;
}

/** What is neither a text nor a number, by its type. */
function typeShown(got: unknown): string {
  if (got === undefined || got === null || typeof got === 'boolean') return String(got);
  if (Array.isArray(got)) return 'a list';
  const isDate = typeof got === 'object' && ('toISO' in got || got instanceof Date);
  return isDate ? 'a date' : typeof got === 'object' ? 'an object' : `a ${typeof got}`;
}

/** An input as an error shows it. A long text may be a secret in the wrong field, so only its length is told. */
function shown(got: unknown): string {
  if (typeof got === 'number') return String(got);
  if (typeof got !== 'string') return typeShown(got);
  if (got.trim() === '') return 'empty';
  return got.length <= 12 ? `"${got}"` : `a text of ${got.length} characters`;
}

/** A wrong input: `field` is the label a person sees, `got` what was given, `expected` what would be right. */
export function invalidInput(field: string, got: unknown, expected: string): SecPaidError {
  const isMissing = got === undefined || got === null;
  const next = isMissing
    ? `Check the expression in ${field}: the value that it reads is not there.`
    : `Correct ${field} and try again.`;
  return new SecPaidError('validation', {
    what: `${field} must be ${expected}, but it is ${shown(got)}.`,
    next: `${next} Nothing was sent to SecPaid.`,
  });
}
