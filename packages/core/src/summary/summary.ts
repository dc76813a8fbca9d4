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
import { dayAt, type Days, daysBetween, daysOf, eachDay } from './summary-range.ts';

/** The figures of a time range; `balance` and the others are explained where they are made (summary-figures.ts). */
export interface Summary extends Figures {
  readonly start_date: string;
  readonly end_date: string;
  readonly currency: 'EUR';
  /** Every day of the range, the oldest first. A day without entries is there, with zeros: no gap in a mail or chart. */
  readonly by_day?: readonly ({ readonly date: string } & Figures)[];
  /** Payments alone, the largest revenue first: a refund names no method (the dashboard shows N/A). */
  readonly by_payment_method?: readonly ({ readonly payment_method: string | null } & PaymentFigures)[];
}

interface Choice {
  readonly days: Days;
  readonly breakdowns: readonly Breakdown[];
}

/** Ten years by day are a few megabytes. */
const MOST_DAYS = 3660;
/** Further back than SecPaid lets us ask for, no bound is set. */
const LONGEST_SINCE = 36_500;

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

function tallyOf<Key>(tallies: Map<Key, Tally>, key: Key): Tally {
  const known = tallies.get(key);
  if (known) return known;
  const tally = new Tally();
  tallies.set(key, tally);
  return tally;
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
  const byMethod = new Map<string | null, Tally>();
  const methods = new Map<string | null, string | null>();
  /** The day of the last readable entry, and what stands below it without a day of its own. */
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
      if (breakdowns.includes('byPaymentMethod') && payIn.kind === 'payment') {
        const method = payIn.payment_method === null ? null : fold(payIn.payment_method);
        if (!methods.has(method)) methods.set(method, payIn.payment_method);
        tallyOf(byMethod, method).add(payIn);
      }
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
      by_payment_method: [...byMethod]
        .map(([method, tally]) => ({
          payment_method: methods.get(method) ?? null,
          ...tally.paymentFigures,
        }))
        .sort(byRevenue),
    }),
  };
}

/**
 * The dashboard's figures over a time range of whole days at SecPaid (Europe/Berlin). SecPaid can only be asked for the
 * last N days, so everything after the range is read, too. From which hour "the last N days" count, and in which zone,
 * is unstated: a day more is asked for, and cut off by created_at.
 * @param input the `timeRange`, its days and the `breakdowns` of a form
 * @param instant now, in milliseconds since 1970
 * @throws SecPaidError `validation` for wrong input, before anything is asked; any kind after
 */
export async function summaryOf(
  payIns: Pick<Client['payIns'], 'pages'>,
  input: Form,
  instant: number,
): Promise<Summary> {
  const today = dayAt(instant);
  const choice = readInput(input, today);
  const since = Math.max(daysBetween(choice.days.start, today), 0) + 2;
  return await summarize(payIns.pages(since > LONGEST_SINCE ? {} : { since }), choice);
}
