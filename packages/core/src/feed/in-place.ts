import type { Row } from '../entries/pay-in.ts';
import { toPayIn } from '../entries/pay-in.ts';
import type { Numbered } from '../entries/row.ts';
import { type Flip, flipId, flipsIn } from '../entries/flips.ts';
import type { Planned } from './plan-poll.ts';
import { Seen } from './seen.ts';
import type { FeedState } from './state.ts';

const MOST_AWAITED = 500;

const nameOf = (payId: string, flip: string): string => `${payId} ${flip}`;

/** A payment that became a refund or dispute in place, as a row with a separate id. */
const turned = ({ id, row }: Numbered<Row>, flip: Flip): Numbered<Row> => ({
  id: flipId(id, flip),
  row: { ...row, flip },
});

/** The refunds and disputes that a list shows only in the payment's row. */
export function turnedIn(entries: readonly Numbered<Row>[]): Numbered<Row>[] {
  const byEntry = new Map(entries.map((numbered) => [toPayIn(numbered), numbered]));
  return flipsIn([...byEntry.keys()]).flatMap(({ payment, flip }) => {
    const numbered = byEntry.get(payment);
    return numbered ? [turned(numbered, flip)] : [];
  });
}

/**
 * Adds each refund or dispute that SecPaid shows only in the payment's row, once. If its separate row comes later, that
 * row is left out. Only a sweep sees all payments; other polls take rows only.
 */
export function withTurned(
  { finding, covered }: Planned<Row>,
  state: FeedState,
  maxItems: number,
): Planned<Row>['finding'] {
  const awaited = [...state.awaited];
  const { aside: past = [] } = finding;
  const aside = [...past, ...turnedIn(past)];
  const taken = finding.taken.filter((numbered) => {
    const { kind } = toPayIn(numbered);
    const at = awaited.indexOf(nameOf(numbered.row.payId, kind));
    if (at < 0) return true;
    awaited.splice(at, 1);
    aside.push(numbered);
    return false;
  });
  if (!finding.swept || !covered) return { ...finding, taken, aside, awaited };
  const seen = new Seen(state);
  const fresh = turnedIn([...covered.known, ...covered.fresh]).filter((one) => !seen.has(one));
  // Version 1 did not know them, so those already there at the update count as past.
  if (!state.knowsFlips) return { ...finding, taken, aside: [...aside, ...fresh], awaited };
  const started = fresh.slice(0, maxItems - taken.length);
  awaited.push(...started.map(({ row }) => nameOf(row.payId, row.flip ?? '')));
  return { ...finding, taken: [...taken, ...started], aside, awaited: awaited.slice(-MOST_AWAITED) };
}
