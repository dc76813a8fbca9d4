import type { Client } from '../client.ts';
import { SecPaidError } from '../errors.ts';
import { collect, type ListChoice } from '../endpoints/collect.ts';
import { amountFilter, fieldFilter } from '../forms/entry-filter.ts';
import { exactNoteFirst, hasExactNote } from '../forms/exact-note.ts';
import { type Form, isBlank } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { Sort } from '../forms/labels.ts';
import { faultOf, isReadable, type Listed, type UnreadableEntry } from '../entries/listed.ts';
import type { PayIn } from '../entries/pay-in.ts';
import { choiceOf, choicesOf, valueOf } from '../forms/read-value.ts';
import type { PayInQuery, PayOutQuery } from '../endpoints/requests.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import type { PayOut } from '../entries/pay-out.ts';
import type { FindBounds } from './bounds.ts';
import { dayAt, type Days, filteredDays } from './days.ts';
import { pagesOfDays, within } from './pages-of-days.ts';
import { statusFilter } from './status-filter.ts';

const MOST_FOUND = 100;
const MOST_PAGES = 10;

/** What a form asks to find, split by who can filter. */
export interface Find {
  /** What to ask SecPaid for. */
  readonly query: PayInQuery;
  /** The days to keep of it, where there is a filter on them, and the day at SecPaid. */
  readonly days: Days | undefined;
  readonly today: string;
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

/** The filters that SecPaid does not know, besides kinds. */
const OWN_FILTERS = ['minAmount', 'maxAmount', 'paymentMethod', 'transactionType', 'status', 'payoutStatus'];

const isUnset = (value: unknown): boolean => isBlank(value) || (Array.isArray(value) && value.length === 0);

/**
 * Reads what to find: the filters that SecPaid knows, and those that it does not. The form's fields are called as in
 * inputs.ts, and `status`.
 * @param instant now, in milliseconds since 1970
 * @throws SecPaidError `validation` for what cannot be read, and for an empty pay ID
 */
export function readFindInput(form: Form, instant: number): Find {
  const today = dayAt(instant);
  const days = filteredDays(form, today);
  const query = {
    payId: payIdOf(form),
    search: valueOf(form, 'search', INPUTS.search),
    date: valueOf(form, 'date', INPUTS.date),
    since: valueOf(form, 'lastDays', INPUTS.lastDays),
  };
  const notice = blankNotice(form, [
    'search',
    'date',
    'lastDays',
    'minAmount',
    'maxAmount',
    'startDate',
    'endDate',
  ]);
  const kinds = choicesOf(form, 'kinds', INPUTS.kinds);
  const fits = fieldFilter(form);
  const isOfStatus = statusFilter(form);
  const find = { query, days, today, notice };
  if (kinds.length === 0 && OWN_FILTERS.every((name) => isUnset(form[name]))) {
    return { ...find, isWanted: undefined };
  }
  const isOfKind = ({ kind }: PayIn): boolean => kinds.length === 0 || kinds.includes(kind);
  return { ...find, isWanted: (payIn) => isOfKind(payIn) && fits(payIn) && isOfStatus(payIn) };
}

/** The entries that SecPaid finds, those of the chosen days alone, newest first, a page at a time. */
async function* pagesOfFind(
  payIns: Client['payIns'],
  { query, days, today }: Find,
  pageSize = MAX_LIMIT,
): AsyncGenerator<Listed<PayIn>[], void> {
  if (!days) return yield* payIns.pages(query, pageSize);
  for await (const page of pagesOfDays(payIns, days, { query, pageSize, today })) yield within(page, days);
}

/** The entries that a form asks for, in the order and number of `choice`. */
export const listPayIns = (
  payIns: Client['payIns'],
  find: Find,
  choice: Omit<ListChoice, 'isWanted'>,
): Promise<Listed<PayIn>[]> =>
  collect(
    (pageSize) => pagesOfFind(payIns, find, pageSize),
    { ...choice, isWanted: find.isWanted },
    find.query.search,
  );

/** Which pay-outs to find. */
interface FindPayOuts extends Pick<Find, 'notice'> {
  readonly query: PayOutQuery;
  /** Of their amounts, which SecPaid cannot filter by; undefined where everything is. */
  readonly isWanted: ((payOut: PayOut) => boolean) | undefined;
}

/** Which pay-outs a form asks for; throws as `readFindInput`. */
export function readPayOutForm(form: Form): FindPayOuts {
  const query = {
    search: valueOf(form, 'search', INPUTS.payOutSearch),
    startDate: valueOf(form, 'startDate', INPUTS.startDate),
    endDate: valueOf(form, 'endDate', INPUTS.endDate),
  };
  const isOfAmount = amountFilter(form);
  const isWanted = isBlank(form['minAmount']) && isBlank(form['maxAmount']) ? undefined : isOfAmount;
  const notice = blankNotice(form, ['search', 'startDate', 'endDate', 'minAmount', 'maxAmount']);
  return { query, isWanted, notice };
}

/**
 * The order that a form asks for in `sort`; undefined where it is left blank.
 * @throws SecPaidError `validation` for one that there is not
 */
export const sortOf = (form: Form): Sort | undefined => choiceOf(form, 'sort', INPUTS.sort);

/** A form that a workflow fills may come empty; "the newest entry" is then the wrong payment, not an answer. */
function checkFilled({ query, days, isWanted }: Find): void {
  if (isWanted || days || Object.values(query).some((value) => value !== undefined)) return;
  const { payId, search, date, lastDays, minAmount, maxAmount, kinds: kind } = INPUTS;
  throw new SecPaidError('validation', {
    what: 'There is nothing to search for: every field is empty.',
    next: `Fill in ${[payId, search, date, lastDays, minAmount, maxAmount].map(({ label }) => label).join(', ')} or ${kind.label}. Nothing was sent to SecPaid.`,
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
  const find = readFindInput(input, clock());
  checkFilled(find);
  const { query, isWanted = () => true } = find;
  const { search } = query;
  const isEnough = (): boolean =>
    found.length >= MOST_FOUND && (search === undefined || hasExactNote(found, search));
  const found: PayIn[] = [];
  const unreadable: UnreadableEntry[] = [];
  let read = 0;
  let pages = 0;
  for await (const page of pagesOfFind(payIns, find, find.isWanted || search ? MAX_LIMIT : MOST_FOUND)) {
    found.push(...page.filter(isReadable).filter(isWanted));
    unreadable.push(...page.filter((entry): entry is UnreadableEntry => !isReadable(entry)));
    read += page.length;
    pages++;
    if (isEnough()) break;
    if (pages < MOST_PAGES && clock() < deadline) continue;
    if (found.length > 0) break;
    throw new SecPaidError('validation', {
      what: `None of the newest ${read} entries fits the filters.`,
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
