import type { Client } from './client.ts';
import { SecPaidError } from './errors.ts';
import { entryFilter } from './feed/entry-filter.ts';
import { EVENTS } from './feed/filter.ts';
import { choicesOf, numberOf, textOf } from './form.ts';
import { INPUTS } from './inputs.ts';
import { KIND_LABELS, type Sort, SORT_LABELS } from './labels.ts';
import type { PayIn } from './pay-in.ts';
import { MAX_LIMIT, type PayInQuery } from './validation.ts';

/** What to find, as a form hands it over; blank fields are not set, all others have to fit together. */
export interface FindInput {
  readonly payId?: unknown;
  readonly search?: unknown;
  readonly date?: unknown;
  readonly lastDays?: unknown;
  readonly kinds?: unknown;
  readonly minAmount?: unknown;
  readonly maxAmount?: unknown;
}

export interface FindBounds {
  /** The clock, in milliseconds. */
  readonly clock: () => number;
  /** An instant after which no further page is read. */
  readonly deadline: number;
}

const MOST_FOUND = 100;
const MOST_PAGES = 10;

/** What a form asks to find, split by who can filter. */
export interface Find {
  /** What to ask SecPaid for. */
  readonly query: PayInQuery;
  /** What to keep of it; undefined where everything is. */
  readonly isWanted: ((payIn: PayIn) => boolean) | undefined;
}

/**
 * Reads what to find: the filters that SecPaid knows, and the kinds and amounts, which it does not.
 * @throws SecPaidError `validation` for what is no number, no amount or no kind
 */
export function readFindInput(input: FindInput): Find {
  const { payId, search, date, lastDays, minAmount, maxAmount } = input;
  const query = {
    payId: textOf(payId),
    search: textOf(search),
    date: textOf(date),
    since: numberOf(INPUTS.lastDays.label, lastDays, 'a whole number of days, 0 or more'),
  };
  const kinds = choicesOf(INPUTS.kinds.label, input.kinds, KIND_LABELS);
  const isOfAmount = entryFilter({ events: EVENTS, minAmount, maxAmount });
  const anyAmount = textOf(minAmount) === undefined && textOf(maxAmount) === undefined;
  if (kinds.length === 0 && anyAmount) return { query, isWanted: undefined };
  const isOfKind = ({ kind }: PayIn): boolean => kinds.length === 0 || kinds.includes(kind);
  return { query, isWanted: (payIn) => isOfKind(payIn) && isOfAmount(payIn) };
}

/**
 * The order that a form asks for, newest first where it is left blank.
 * @throws SecPaidError `validation` for one that there is not
 */
export function sortOf(value: unknown): Sort {
  const [sort = 'newest'] = choicesOf(INPUTS.sort.label, value, SORT_LABELS);
  return sort;
}

/** A form that a workflow fills may come empty; "the newest entry" is then the wrong payment, not an answer. */
function checkFilled({ query, isWanted }: Find): void {
  if (isWanted || Object.values(query).some((value) => value !== undefined)) return;
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
  const find = readFindInput(input);
  checkFilled(find);
  const { query, isWanted = () => true } = find;
  const found: PayIn[] = [];
  let read = 0;
  let pages = 0;
  for await (const page of payIns.pages(query, find.isWanted ? MAX_LIMIT : MOST_FOUND)) {
    found.push(...page.filter(isWanted));
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
