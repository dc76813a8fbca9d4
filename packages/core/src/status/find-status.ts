import type { Client } from '../client.ts';
import { checkId } from '../endpoints/requests.ts';
import { faultOf, isReadable } from '../entries/listed.ts';
import type { PayIn } from '../entries/pay-in.ts';
import { standingOf } from '../entries/status.ts';
import { idOf } from '../entries/wire.ts';
import { SecPaidError } from '../errors.ts';
import { findLink } from '../find/one-link.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import { valueOf } from '../forms/read-value.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import { type PaymentStatus, statusOfEntries, statusOfUnused, statusOfUsed } from './payment-status.ts';

/** The final entries of a link, and whether one is not final yet. */
async function entriesOf(
  payIns: Client['payIns'],
  payId: string,
): Promise<{ readonly final: PayIn[]; readonly pending: PayIn | undefined }> {
  const listed = await payIns.get(payId);
  for (const entry of listed) {
    const fault = faultOf(entry);
    if (fault) throw fault;
  }
  const entries = listed.filter(isReadable);
  return {
    final: entries.filter(({ status }) => standingOf(status) === undefined),
    pending: entries.find(({ status }) => standingOf(status) === 'pending'),
  };
}

const notFinal = (payId: string, { status }: PayIn): SecPaidError =>
  new SecPaidError('server', {
    what: `The payment of ${INPUTS.payId.label} ${payId} is neither paid nor unpaid yet: SecPaid calls it ${status ?? 'pending'}.`,
    next: 'Try again later.',
  });

const unknown = (payId: string): SecPaidError =>
  new SecPaidError('validation', {
    what: `SecPaid knows no payment and lists no payment link with the ${INPUTS.payId.label} ${payId}.`,
    next: `Check the ${INPUTS.payId.label} and the environment. A deleted link has no status, and of unpaid links SecPaid lists ${MAX_LIMIT} at most.`,
  });

/**
 * The status of the payment link that a form names in `payId`. Its entries count most, with their flags; only for a link
 * without any are the lists of links read. So a paid link takes one request, an unpaid one two.
 * @throws SecPaidError `validation` for an ID that SecPaid does not know; `server` for a payment that is not final; the
 * fault of an entry that cannot be read
 */
export async function findStatus({ payIns, links }: Client, form: Form): Promise<PaymentStatus> {
  const entered = valueOf(form, 'payId', INPUTS.payId) ?? '';
  checkId(INPUTS.payId, entered);
  const payId = idOf(entered) ?? entered;
  const { final, pending } = await entriesOf(payIns, payId);
  if (final.length > 0) return statusOfEntries(payId, final);
  if (pending) throw notFinal(payId, pending);
  const found = await findLink(links, payId);
  if (!found) throw unknown(payId);
  if (!found.isUsed) return statusOfUnused(payId, found.link);
  // It may have been paid since its entries were read.
  const again = await entriesOf(payIns, payId);
  return again.final.length > 0 ? statusOfEntries(payId, again.final) : statusOfUsed(payId, found.link);
}
