import type { Links } from '../endpoints/links.ts';
import { checkId } from '../endpoints/requests.ts';
import type { PaymentLink } from '../entries/payment-link.ts';
import { idOf } from '../entries/wire.ts';
import { SecPaidError } from '../errors.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import { valueOf } from '../forms/read-value.ts';
import { MAX_LIMIT } from '../paging/pages.ts';

/** A link, and in which of SecPaid's lists it stands. */
export interface FoundLink {
  readonly link: PaymentLink;
  readonly isUsed: boolean;
}

/** The link with an ID, undefined where SecPaid lists none. There is no endpoint for one link, so both lists are read. */
export async function findLink(links: Links, linkId: string): Promise<FoundLink | undefined> {
  const isMeant = ({ id }: PaymentLink): boolean => idOf(id) === idOf(linkId);
  const unused = (await links.unused({ limit: MAX_LIMIT })).find(isMeant);
  if (unused) return { link: unused, isUsed: false };
  const used = (await links.used({ limit: MAX_LIMIT })).find(isMeant);
  return used && { link: used, isUsed: true };
}

/**
 * The link that a form names in `linkId`.
 * @throws SecPaidError `validation` for what names no link, and for one that SecPaid does not list
 */
export async function getLink(links: Links, form: Form): Promise<PaymentLink> {
  const linkId = valueOf(form, 'linkId', INPUTS.linkId) ?? '';
  checkId(INPUTS.linkId, linkId);
  const found = await findLink(links, linkId);
  if (found) return found.link;
  throw new SecPaidError('validation', {
    what: `SecPaid lists no payment link with the ${INPUTS.linkId.label} ${linkId}.`,
    next: `Check the ${INPUTS.linkId.label} and the environment. Deleted links are not listed, and of unused and of used links ${MAX_LIMIT} each at most.`,
  });
}
