/** The feed that a state belongs to. */
export type FeedKind = 'pay-in' | 'pay-out' | 'pay-out-approved' | 'fee-invoice';

interface Feed {
  /** What people call it. */
  readonly name: string;
  /**
   * Whether the list has no documented order. Such a list is read by whole pages from the top, because a list that fits
   * one page can be sorted (order.ts).
   */
  readonly byWholePages: boolean;
  /**
   * Whether entries usually appear days after their date. Then a backfill shorter than the lookback must not raise the
   * floor; the entries it leaves out are remembered instead.
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
