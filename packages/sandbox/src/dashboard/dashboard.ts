import { dashboardRow, payoutLine, tabOf, type DashboardRow } from './dashboard-row.ts';
import { startOf, type DashboardQuery, type Tab } from './dashboard-query.ts';
import { figuresOf, type Figures } from './figures.ts';
import { outcomesOf } from '../account/outcomes.ts';
import type { PayoutRow } from '../account/payout.ts';
import type { PayInRow } from '../account/row.ts';

/** The dashboard for a query. */
export interface Dashboard {
  /** Berlin's wall clock, "YYYY-MM-DD HH:MM:SS". */
  readonly now: string;
  readonly figures: Figures;
  /** How many entries of the time range are under each tab, unfiltered. */
  readonly counts: Readonly<Record<Tab, number>>;
  /** The payment methods of the tab's entries, to filter by. */
  readonly methods: readonly string[];
  /** How many entries the filters let through. */
  readonly found: number;
  /** The newest of them, as many as were asked for. */
  readonly rows: readonly DashboardRow[];
}

/** All that there is in an account, newest first. */
interface Books {
  readonly entries: readonly PayInRow[];
  readonly payouts: readonly PayoutRow[];
  /** Which payment a refund or dispute is of, if that is known. */
  readonly answered?: ReadonlyMap<PayInRow, PayInRow> | undefined;
}

/** The dashboard over an account; `now` is the wall clock. */
export function dashboardOf(
  { entries, payouts, answered }: Books,
  now: string,
  query: DashboardQuery,
): Dashboard {
  const start = startOf(query.range, now);
  const inRange = entries.filter((row) => row.created_at >= start);
  const outcomes = outcomesOf(entries, answered);
  const paidOut = payouts.filter((payout) => payout.created_at >= start).map(payoutLine);
  const byTab: Record<Tab, DashboardRow[]> = { 'pay-in': [], 'pay-out': paidOut, refunds: [], disputes: [] };
  for (const row of inRange) byTab[tabOf(row)].push(dashboardRow(row, outcomes));
  const ofTab = byTab[query.tab];
  const found = ofTab.filter(matches(query));
  return {
    now,
    figures: figuresOf(inRange),
    counts: {
      'pay-in': byTab['pay-in'].length,
      'pay-out': byTab['pay-out'].length,
      refunds: byTab.refunds.length,
      disputes: byTab.disputes.length,
    },
    methods: [...new Set(ofTab.map((row) => row.method))].sort(),
    found: found.length,
    rows: found.slice(0, query.limit),
  };
}

function matches({ search, method, status }: DashboardQuery): (row: DashboardRow) => boolean {
  const text = search.trim().toLowerCase();
  return (row) =>
    (text === '' || row.note.toLowerCase().includes(text) || row.payId.includes(text)) &&
    (method === '' || row.method === method) &&
    (status === '' || row.status === status);
}
