import { isReadable, type Listed } from '../entries/listed.ts';
import type { PayIn } from '../entries/pay-in.ts';
import type { PayOut } from '../entries/pay-out.ts';
import { fold } from '../forms/fold.ts';

/** Pay-outs by the day whose payments they hold (request_date, YYYY-MM-DD). */
export type PayOutsByDay = ReadonlyMap<string, readonly PayOut[]>;

/**
 * Reads pay-outs back to a day. A pay-out is made after the day that it is for, so none of that day stands further down.
 * @param pages newest first
 * @param start YYYY-MM-DD
 */
export async function payOutsByDay(
  pages: AsyncIterable<readonly Listed<PayOut>[]>,
  start: string,
): Promise<PayOutsByDay> {
  const days = new Map<string, PayOut[]>();
  for await (const page of pages) {
    const readable = page.filter(isReadable);
    for (const payOut of readable) {
      const day = payOut.request_date?.slice(0, 10);
      if (day !== undefined) days.set(day, [...(days.get(day) ?? []), payOut]);
    }
    const last = readable.at(-1);
    if (last && last.created_at.slice(0, 10) < start) break;
  }
  return days;
}

/**
 * The pay-outs that an entry may be in: those of its day and its pay-out status. SecPaid names no tie between the two but
 * the day, so where several fit, all are named.
 */
export function payOutsOf({ created_at, payout_status }: PayIn, days: PayOutsByDay): readonly PayOut[] {
  const status = fold(payout_status ?? '');
  if (status === '' || status === 'pending') return [];
  const ofDay = days.get(created_at.slice(0, 10)) ?? [];
  const alike = ofDay.filter((payOut) => fold(payOut.payout_status ?? '') === status);
  return alike.length > 0 ? alike : ofDay;
}
