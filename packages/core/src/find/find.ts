import type { Client } from '../client.ts';
import { SecPaidError } from '../errors.ts';
import { amountFilter } from '../forms/entry-filter.ts';
import { exactNoteFirst, hasExactNote } from '../forms/exact-note.ts';
import { type Form, isBlank } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { Sort } from '../forms/labels.ts';
import { faultOf, isReadable, type Listed, type UnreadableEntry } from '../entries/listed.ts';
import type { PayIn } from '../entries/pay-in.ts';
import { choiceOf, choicesOf, valueOf } from '../forms/read-value.ts';
import type { PayInQuery, PayOutQuery } from '../endpoints/requests.ts';
import { MAX_LIMIT } from '../paging/pages.ts';

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
  /** A sentence on filters that are there but empty. */
  readonly notice: string | undefined;
}

/** Without the filter, one payment's workflow would go on with every entry of the account. */
function payIdOf(form: Form): string | undefined {
  const payId = valueOf(form, 'payId', INPUTS.payId);
  if (payId !== undefined || !Object.hasOwn(form, 'payId')) return payId;
  throw new SecPaidError('validation', {
    what: `${INPUTS.payId.label} is empty.`,
    next: 'Remove the filter to get all entries. Nothing was sent to SecPaid.',
  });
}

type Blankable = 'search' | 'date' | 'lastDays' | 'minAmount' | 'maxAmount' | 'startDate' | 'endDate';

/** A sentence on the filters that are there but empty; undefined where all are filled in. */
function blankNotice(form: Form, names: readonly Blankable[]): string | undefined {
  const blank = names.filter((name) => Object.hasOwn(form, name) && isBlank(form[name]));
  if (blank.length === 0) return undefined;
  const labels = blank.map((name) => INPUTS[name].label).join(', ');
  return `These filters are empty and have no effect: ${labels}.`;
}

/**
 * Reads what to find: the filters that SecPaid knows, and the kinds and amounts, which it does not. The form's fields
 * are called as in inputs.ts.
 * @throws SecPaidError `validation` for what cannot be read, and for an empty pay ID
 */
export function readFindInput(form: Form): Find {
  const query = {
    payId: payIdOf(form),
    search: valueOf(form, 'search', INPUTS.search),
    date: valueOf(form, 'date', INPUTS.date),
    since: valueOf(form, 'lastDays', INPUTS.lastDays),
  };
  const notice = blankNotice(form, ['search', 'date', 'lastDays', 'minAmount', 'maxAmount']);
  const kinds = choicesOf(form, 'kinds', INPUTS.kinds);
  const { minAmount, maxAmount } = form;
  const isOfAmount = amountFilter(form);
  const anyAmount = isBlank(minAmount) && isBlank(maxAmount);
  if (kinds.length === 0 && anyAmount) return { query, isWanted: undefined, notice };
  const isOfKind = ({ kind }: PayIn): boolean => kinds.length === 0 || kinds.includes(kind);
  return { query, isWanted: (payIn) => isOfKind(payIn) && isOfAmount(payIn), notice };
}

/** Which pay-outs a form asks for, and a sentence on filters that are there but empty; throws as `readFindInput`. */
export function readPayOutForm(form: Form): { query: PayOutQuery; notice: string | undefined } {
  const query = {
    search: valueOf(form, 'search', INPUTS.payOutSearch),
    startDate: valueOf(form, 'startDate', INPUTS.startDate),
    endDate: valueOf(form, 'endDate', INPUTS.endDate),
  };
  return { query, notice: blankNotice(form, ['search', 'startDate', 'endDate']) };
}

/**
 * The order that a form asks for in `sort`; undefined where it is left blank.
 * @throws SecPaidError `validation` for one that there is not
 */
export const sortOf = (form: Form): Sort | undefined => choiceOf(form, 'sort', INPUTS.sort);

/** A form that a workflow fills may come empty; "the newest entry" is then the wrong payment, not an answer. */
function checkFilled({ query, isWanted }: Find): void {
  if (isWanted || Object.values(query).some((value) => value !== undefined)) return;
  const { payId, search, date, lastDays, kinds: kind } = INPUTS;
  throw new SecPaidError('validation', {
    what: 'There is nothing to search for: every field is empty.',
    next: `Fill in ${[payId, search, date, lastDays].map(({ label }) => label).join(', ')} or ${kind.label}. Nothing was sent to SecPaid.`,
  });
}

/**
 * Finds entries, those whose whole note is the search before the others, newest first, at most 100. SecPaid cannot filter by kind, so for a rare kind pages have to be read;
 * that is bounded.
 * @throws SecPaidError `validation` for wrong input, and where nothing was found down to the bound: to say "there is
 * none" would be a guess; the fault of an entry that cannot be read where that is all there is
 */
export async function findPayIns(
  payIns: Client['payIns'],
  input: Form,
  { clock, deadline }: FindBounds,
): Promise<Listed<PayIn>[]> {
  const find = readFindInput(input);
  checkFilled(find);
  const { query, isWanted = () => true } = find;
  const { search } = query;
  const isEnough = (): boolean =>
    found.length >= MOST_FOUND && (search === undefined || hasExactNote(found, search));
  const found: PayIn[] = [];
  const unreadable: UnreadableEntry[] = [];
  let read = 0;
  let pages = 0;
  for await (const page of payIns.pages(query, find.isWanted || search ? MAX_LIMIT : MOST_FOUND)) {
    found.push(...page.filter(isReadable).filter(isWanted));
    unreadable.push(...page.filter((entry): entry is UnreadableEntry => !isReadable(entry)));
    read += page.length;
    pages++;
    if (isEnough()) break;
    if (pages < MOST_PAGES && clock() < deadline) continue;
    if (found.length > 0) break;
    throw new SecPaidError('validation', {
      what: `None of the newest ${read} entries is of the chosen kind.`,
      next: `Narrow the search by ${INPUTS.date.label} or ${INPUTS.search.label} to look further back.`,
    });
  }
  // A step takes the first one for what was looked for, so one that cannot be read never comes first.
  const [bad] = unreadable;
  const fault = bad && found.length === 0 ? faultOf(bad) : undefined;
  if (fault) throw fault;
  const best = search === undefined ? found : exactNoteFirst(found, search);
  return [...best, ...unreadable].slice(0, MOST_FOUND);
}
