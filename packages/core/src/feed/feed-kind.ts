/** What a feed reads, as its state says it. */
export type FeedKind = 'pay-in' | 'pay-out';

interface Feed {
  /** What people call it. */
  readonly name: string;
  /**
   * Whether the order of the list is unstated. Such a list is asked for by whole pages from the top: a list that fits
   * one page can be put in order (pay-outs.ts), whatever order it came in.
   */
  readonly byWholePages: boolean;
}

export const FEEDS: Readonly<Record<FeedKind, Feed>> = {
  'pay-in': { name: 'New Pay-In', byWholePages: false },
  'pay-out': { name: 'New Pay-Out', byWholePages: true },
};
