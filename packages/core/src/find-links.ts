import type { Links } from './endpoints/links.ts';
import { SecPaidError } from './errors.ts';
import { choicesOf, textOf } from './form.ts';
import { INPUTS, LINK_STATE_LABELS, type LinkState } from './inputs.ts';
import type { PaymentLink } from './payment-link.ts';

/** Which links to find, as a form hands it over. */
export interface FindLinksInput {
  readonly search?: unknown;
  /** Both where none is chosen. */
  readonly states?: unknown;
}

const MOST_FOUND = 100;
const STATES = Object.keys(LINK_STATE_LABELS) as LinkState[];

/**
 * The states that a form asks for, both where it is left blank.
 * @throws SecPaidError `validation` for one that there is not
 */
export function linkStatesOf(value: unknown): LinkState[] {
  const chosen = choicesOf(INPUTS.linkState.label, value, STATES);
  return chosen.length === 0 ? STATES : chosen;
}

/**
 * Finds links by their note, at most 100: those that wait for payment, then those that were paid, the last paid first.
 * @throws SecPaidError `validation` where there is nothing to find by: any link would be the wrong one
 */
export async function findLinks(links: Links, { search, states }: FindLinksInput): Promise<PaymentLink[]> {
  const text = textOf(search);
  const wanted = linkStatesOf(states);
  if (text === undefined) {
    throw new SecPaidError('validation', {
      what: 'There is nothing to find by: Search is empty.',
      next: `Fill in ${INPUTS.linkSearch.label}. Nothing was sent to SecPaid.`,
    });
  }
  const query = { search: text, limit: MOST_FOUND };
  const unused = wanted.includes('unused') ? await links.unused(query) : [];
  const used = wanted.includes('used') ? await links.used(query) : [];
  return [...unused, ...used].slice(0, MOST_FOUND);
}
