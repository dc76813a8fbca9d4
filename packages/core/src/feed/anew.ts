import { SecPaidError } from '../errors.ts';
import { type FeedKind, FEEDS } from './feed-kind.ts';
import type { FeedState } from './state.ts';
import { sincePoll } from './window.ts';

/** Log messages for a credential that shows another account, or may show one. */
export const ACCOUNT = {
  other:
    'The SecPaid credential shows another account than before, so SecPaid Trigger starts over from now. It ' +
    'ignores the rest of the old account and everything that is already in the new one.',
  unsure:
    'The SecPaid credential was changed, and it is unclear whether it shows another account. Entries since ' +
    'the last poll start the workflow, older ones do not.',
};

/** The error for a list that is not the remembered one; `odd` counts the entries that do not fit. */
export function otherList(feed: FeedKind, odd: number, state: FeedState): SecPaidError {
  return new SecPaidError('unexpected-answer', {
    what:
      `SecPaid’s list is not the one this trigger knows: ${odd} known entries are missing or listed twice, and there are ` +
      `unknown entries with old dates. ${FEEDS[feed].name} started nothing, so that no old entry starts again.`,
    next:
      'If SecPaid changed how it lists them, publish the workflow again: the trigger then continues with this list. Entries ' +
      `dated from ${sincePoll(state)} on start the workflow once, older ones never.`,
  });
}

/** Log message once such a list is accepted; `count` entries start the workflow. */
export const acceptedList = (count: number, state: FeedState): string =>
  'The workflow was published again, so SecPaid Trigger continues with SecPaid’s new list. ' +
  `${count} entries dated from ${sincePoll(state)} on start the workflow; older ones do not.`;

/** Log message when the trigger skips the entries of a pause. */
export const startedOver = (state: FeedState): string =>
  `The workflow was published, so SecPaid Trigger starts from now. Entries dated from ${sincePoll(state)} on that had not ` +
  'started the workflow do not start it any more.';
