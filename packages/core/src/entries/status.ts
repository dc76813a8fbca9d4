import type { ListRow } from './row.ts';
import { text } from './wire.ts';

const PENDING = ['pending', 'processing', 'inprogress'];
const FAILED = ['failed', 'failure', 'cancelled', 'canceled', 'cancel', 'declined', 'rejected', 'expired'];

/**
 * What a row's `status` says where it is not final. One documentation page names "Pending", the Payment Endpoint
 * "cancel"; words that are not here, and a missing status, count as final: a payment must not wait for ever.
 */
export function standingOf(status: unknown): ListRow['standing'] {
  const word = (text(status) ?? '').toLowerCase().replace(/[^a-z]/g, '');
  if (PENDING.includes(word)) return 'pending';
  return FAILED.includes(word) ? 'failed' : undefined;
}
