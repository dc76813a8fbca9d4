import type { Client } from '../client.ts';
import { SecPaidError } from '../errors.ts';
import { fold } from '../forms/fold.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import { BREAKDOWN_LABELS, type Breakdown } from '../forms/labels.ts';
import {
  dayOfUnreadable,
  faultOf,
  isReadable,
  type Listed,
  type UnreadableEntry,
} from '../entries/listed.ts';
import type { PayIn } from '../entries/pay-in.ts';
import { choicesOf } from '../forms/read-value.ts';
import { standingOf } from '../entries/status.ts';
import { type Figures, type PaymentFigures, Tally } from './summary-figures.ts';
import { type FindBounds, inTime } from '../find/bounds.ts';
import { dayAt, type Days, daysBetween, daysOf, eachDay } from '../find/days.ts';
import { pagesOfDays } from '../find/pages-of-days.ts';

/** The figures of a time range; `balance` and the others are explained where they are made (summary-figures.ts). */
export interface Summary extends Figures {
  readonly start_date: string;
  readonly end_date: string;
  readonly currency: 'EUR';
  /** Every day of the range, the oldest first. A day without entries is there, with zeros: no gap in a mail or chart. */
  readonly by_day?: readonly ({ readonly date: string } & Figures)[];
  /** Payments alone, the largest revenue first: a refund names no method (the dashboard shows N/A). */
  readonly by_payment_method?: readonly ({ readonly payment_method: string | null } & PaymentFigures)[];
  /** All entries by what SecPaid calls them, the largest revenue first: refunds and disputes have separate types. */
  readonly by_transaction_type?: readonly ({ readonly transaction_type: string | null } & Figures)[];
}

interface Choice {
  readonly days: Days;
  readonly breakdowns: readonly Breakdown[];
}

/** Ten years by day are a few megabytes. */
const MOST_DAYS = 3660;

/** The server's own day of an entry. */
const dayOf = ({ created_at }: PayIn): string => created_at.slice(0, 10);

function readInput(form: Form, today: string): Choice {
  const days = daysOf(form, today);
  const chosen = choicesOf(form, 'breakdowns', INPUTS.breakdowns);
  if (chosen.includes('byDay') && daysBetween(days.start, days.end) >= MOST_DAYS) {
    throw new SecPaidError('validation', {
      what: `A summary by day covers at most ${MOST_DAYS} days.`,
      next: `Choose a later ${INPUTS.startDate.label} or leave out ${BREAKDOWN_LABELS.byDay}. Nothing was sent to SecPaid.`,
    });
  }
  return { days, breakdowns: chosen };
}

function tallyOf(tallies: Map<string, Tally>, day: string): Tally {
  const known = tallies.get(day);
  if (known) return known;
  const tally = new Tally();
  tallies.set(day, tally);
  return tally;
}

/** Tallies under names whose case does not count; the first spelling is shown. */
class Groups {
  readonly #tallies = new Map<string | null, readonly [name: string | null, Tally]>();

  add(name: string | null, payIn: PayIn): void {
    const key = name === null ? null : fold(name);
    const group = this.#tallies.get(key) ?? ([name, new Tally()] as const);
    this.#tallies.set(key, group);
    group[1].add(payIn);
  }

  all(): (readonly [name: string | null, Tally])[] {
    return [...this.#tallies.values()];
  }
}

const byRevenue = (one: PaymentFigures, other: PaymentFigures): number =>
  (other.total_revenue ?? 0) - (one.total_revenue ?? 0);

/** Throws where an entry that cannot be read may be of the days; without a date, those of its neighbors tell. */
function checkOutside(entry: UnreadableEntry, day: string | undefined, { start, end }: Days): void {
  const fault = faultOf(entry);
  if (fault && day !== undefined && day >= start && day <= end) throw fault;
}

/**
 * Adds up the entries of certain days. Keeps no entry, so that memory stays flat, and takes no further page once one
 * ends before the first day.
 * @param pages entries, newest first; those that are not final are left out
 * @throws SecPaidError the fault of an entry that cannot be read, and may belong to the days: the sum would be wrong
 */
export async function summarize(
  pages: AsyncIterable<readonly Listed<PayIn>[]> | Iterable<readonly Listed<PayIn>[]>,
  { days, breakdowns }: Choice,
): Promise<Summary> {
  const { start, end } = days;
  const all = new Tally();
  const byDay = new Map<string, Tally>();
  const byMethod = new Groups();
  const byType = new Groups();
  /** The day of the last readable entry, and what stands below it without its own day. */
  let day: string | undefined;
  let undated: UnreadableEntry | undefined;
  for await (const page of pages) {
    for (const payIn of page) {
      if (!isReadable(payIn)) {
        undated ??= dayOfUnreadable(payIn) === undefined ? payIn : undefined;
        checkOutside(payIn, dayOfUnreadable(payIn) ?? day, days);
        continue;
      }
      day = dayOf(payIn);
      if (undated) checkOutside(undated, day, days);
      undated = undefined;
      if (day < start || day > end || standingOf(payIn.status) !== undefined) continue;
      all.add(payIn);
      if (breakdowns.includes('byDay')) tallyOf(byDay, day).add(payIn);
      if (payIn.kind === 'payment') byMethod.add(payIn.payment_method, payIn);
      byType.add(payIn.transaction_type, payIn);
    }
    if (day !== undefined && day < start) break;
  }
  return {
    start_date: start,
    end_date: end,
    currency: 'EUR',
    ...all.figures,
    ...(breakdowns.includes('byDay') && {
      by_day: Array.from(eachDay(days), (date) => ({ date, ...tallyOf(byDay, date).figures })),
    }),
    ...(breakdowns.includes('byPaymentMethod') && {
      by_payment_method: byMethod
        .all()
        .map(([payment_method, tally]) => ({ payment_method, ...tally.paymentFigures }))
        .sort(byRevenue),
    }),
    ...(breakdowns.includes('byTransactionType') && {
      by_transaction_type: byType
        .all()
        .map(([transaction_type, tally]) => ({ transaction_type, ...tally.figures }))
        .sort(byRevenue),
    }),
  };
}

/**
 * The dashboard's figures over a time range of whole days at SecPaid (Europe/Berlin).
 * @param input the `timeRange`, its days and the `breakdowns` of a form
 * @param instant now, in milliseconds since 1970
 * @param bounds how long to read, where that matters; no sum is given of less than all
 * @throws SecPaidError `validation` for wrong input, before anything is asked; any kind after
 */
export async function summaryOf(
  payIns: Pick<Client['payIns'], 'pages'>,
  input: Form,
  instant: number,
  bounds?: FindBounds,
): Promise<Summary> {
  const today = dayAt(instant);
  const choice = readInput(input, today);
  const pages = pagesOfDays(payIns, choice.days, { today });
  return await summarize(bounds ? inTime(pages, bounds) : pages, choice);
}
