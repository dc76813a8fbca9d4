/** What a feed reads, as its state says it. */
export type FeedKind = 'pay-in' | 'pay-out' | 'pay-out-approved' | 'fee-invoice';

interface Feed {
  /** What people call it. */
  readonly name: string;
  /**
   * Whether the order of the list is unstated. Such a list is asked for by whole pages from the top: a list that fits
   * one page can be put in order (order.ts), whatever order it came in.
   */
  readonly byWholePages: boolean;
  /**
   * Whether entries mostly appear days after their date. Then a backfill that is shorter than the lookback may not
   * raise the floor: what it leaves out is remembered instead.
   */
  readonly comesLate: boolean;
}

export const FEEDS: Readonly<Record<FeedKind, Feed>> = {
  'pay-in': { name: 'New Pay-In', byWholePages: false, comesLate: false },
  'pay-out': { name: 'New Pay-Out', byWholePages: true, comesLate: false },
  'pay-out-approved': { name: 'Pay-Out Approved', byWholePages: true, comesLate: true },
  'fee-invoice': { name: 'New Fee Invoice', byWholePages: true, comesLate: false },
};

/** Whether a stored state names one of the feeds. */
export const isFeedKind = (name: unknown): name is FeedKind =>
  typeof name === 'string' && Object.hasOwn(FEEDS, name);
