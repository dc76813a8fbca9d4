import type { Links } from './endpoints/links.ts';
import { SecPaidError } from './errors.ts';
import { choicesOf, textOf } from './form.ts';
import { INPUTS } from './inputs.ts';
import { LINK_STATE_LABELS, type LinkState } from './labels.ts';
import type { LinkQuery } from './link-input.ts';
import type { PaymentLink } from './payment-link.ts';

/** Which links to find, as a form hands it over. */
export interface FindLinksInput {
  readonly search?: unknown;
  /** Both where none is chosen. */
  readonly states?: unknown;
}

const MOST_FOUND = 100;

/**
 * Links of the states that a form asks for, of all where it is left blank: those that wait for payment, then those that
 * were paid, the last paid first.
 * @throws SecPaidError `validation` for a state that there is not
 */
export async function listLinks(links: Links, states: unknown, query: LinkQuery): Promise<PaymentLink[]> {
  const chosen = choicesOf(INPUTS.linkState.label, states, LINK_STATE_LABELS);
  const wants = (state: LinkState): boolean => chosen.length === 0 || chosen.includes(state);
  const unused = wants('unused') ? await links.unused(query) : [];
  const used = wants('used') ? await links.used(query) : [];
  return [...unused, ...used];
}

/**
 * Finds links by their note, at most 100, in the order of `listLinks`.
 * @throws SecPaidError `validation` where there is nothing to find by: any link would be the wrong one
 */
export async function findLinks(links: Links, { search, states }: FindLinksInput): Promise<PaymentLink[]> {
  const text = textOf(search);
  if (text === undefined) {
    throw new SecPaidError('validation', {
      what: 'There is nothing to find by: Search is empty.',
      next: `Fill in ${INPUTS.linkSearch.label}. Nothing was sent to SecPaid.`,
    });
  }
  return (await listLinks(links, states, { search: text, limit: MOST_FOUND })).slice(0, MOST_FOUND);
}
