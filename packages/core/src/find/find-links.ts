import type { Links } from '../endpoints/links.ts';
import { SecPaidError } from '../errors.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { LinkState } from '../forms/labels.ts';
import type { PaymentLink } from '../entries/payment-link.ts';
import { choicesOf, valueOf } from '../forms/read-value.ts';

const MOST_FOUND = 100;

/**
 * Links of the `states` that a form asks for, of all where it is left blank, by its `search`: those that wait for
 * payment, then those that were paid, the last paid first.
 * @throws SecPaidError `validation` for a state that there is not
 */
export async function listLinks(links: Links, form: Form, limit: number): Promise<PaymentLink[]> {
  const query = { search: valueOf(form, 'search', INPUTS.linkSearch), limit };
  const chosen = choicesOf(form, 'states', INPUTS.linkState);
  const wants = (state: LinkState): boolean => chosen.length === 0 || chosen.includes(state);
  const unused = wants('unused') ? await links.unused(query) : [];
  const used = wants('used') ? await links.used(query) : [];
  return [...unused, ...used];
}

/**
 * Finds links by their note, at most 100, in the order of `listLinks`.
 * @throws SecPaidError `validation` where there is nothing to find by: any link would be the wrong one
 */
export async function findLinks(links: Links, form: Form): Promise<PaymentLink[]> {
  if (valueOf(form, 'search', INPUTS.linkSearch) === undefined) {
    throw new SecPaidError('validation', {
      what: `There is nothing to search for: ${INPUTS.linkSearch.label} is empty.`,
      next: `Fill in ${INPUTS.linkSearch.label}. Nothing was sent to SecPaid.`,
    });
  }
  return (await listLinks(links, form, MOST_FOUND)).slice(0, MOST_FOUND);
}
