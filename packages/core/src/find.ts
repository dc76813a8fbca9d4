import type { Client } from './client.ts';
import { SecPaidError } from './errors.ts';
import { choicesOf, numberOf, textOf } from './form.ts';
import { INPUTS, KIND_LABELS } from './inputs.ts';
import type { PayIn, PayInKind } from './pay-in.ts';
import { MAX_LIMIT, type PayInQuery } from './validation.ts';

/** What to find, as a form hands it over; blank fields are not set, all others have to fit together. */
export interface FindInput {
  readonly payId?: unknown;
  readonly search?: unknown;
  readonly date?: unknown;
  readonly lastDays?: unknown;
  readonly kinds?: unknown;
}

export interface FindBounds {
  /** The clock, in milliseconds. */
  readonly clock: () => number;
  /** An instant after which no further page is read. */
  readonly deadline: number;
}

const MOST_FOUND = 100;
const MOST_PAGES = 10;
const KINDS = Object.keys(KIND_LABELS) as PayInKind[];

/**
 * What to ask SecPaid for, and which kinds to keep of it (all, where none is chosen).
 * @throws SecPaidError `validation` for what is no number or no kind
 */
export function readFindInput({ payId, search, date, lastDays, kinds }: FindInput): {
  query: PayInQuery;
  kinds: PayInKind[];
} {
  const query = {
    payId: textOf(payId),
    search: textOf(search),
    date: textOf(date),
    since: numberOf(INPUTS.lastDays.label, lastDays, 'a whole number of days, 0 or more'),
  };
  return { query, kinds: choicesOf(INPUTS.kinds.label, kinds, KINDS) };
}

/** A form that a workflow fills may come empty; "the newest entry" is then the wrong payment, not an answer. */
function checkFilled(query: PayInQuery, kinds: readonly PayInKind[]): void {
  if (kinds.length > 0 || Object.values(query).some((value) => value !== undefined)) return;
  const { payId, search, date, lastDays, kinds: kind } = INPUTS;
  throw new SecPaidError('validation', {
    what: 'There is nothing to find by: every field is empty.',
    next: `Fill in ${[payId, search, date, lastDays].map(({ label }) => label).join(', ')} or ${kind.label}. Nothing was sent to SecPaid.`,
  });
}

/**
 * Finds entries, newest first, at most 100. SecPaid cannot filter by kind, so for a rare kind pages have to be read;
 * that is bounded.
 * @throws SecPaidError `validation` for wrong input, and where nothing was found down to the bound: to say "there is
 * none" would be a guess
 */
export async function findPayIns(
  payIns: Client['payIns'],
  input: FindInput,
  { clock, deadline }: FindBounds,
): Promise<PayIn[]> {
  const { query, kinds } = readFindInput(input);
  checkFilled(query, kinds);
  const found: PayIn[] = [];
  let read = 0;
  let pages = 0;
  for await (const page of payIns.pages(query, kinds.length === 0 ? MOST_FOUND : MAX_LIMIT)) {
    found.push(...page.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)));
    read += page.length;
    pages++;
    if (found.length >= MOST_FOUND) break;
    if (pages < MOST_PAGES && clock() < deadline) continue;
    if (found.length > 0) break;
    throw new SecPaidError('validation', {
      what: `None of the newest ${read} entries is of the chosen kind.`,
      next: `Narrow the search by ${INPUTS.date.label} or ${INPUTS.search.label} to look further back.`,
    });
  }
  return found.slice(0, MOST_FOUND);
}
