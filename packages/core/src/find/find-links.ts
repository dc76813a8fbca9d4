import type { Links } from '../endpoints/links.ts';
import { checkLimit } from '../endpoints/requests.ts';
import { SecPaidError } from '../errors.ts';
import { exactNoteFirst, isExactNote } from '../forms/exact-note.ts';
import { fold } from '../forms/fold.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { LinkState } from '../forms/labels.ts';
import type { PaymentLink } from '../entries/payment-link.ts';
import { choicesOf, valueOf } from '../forms/read-value.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import { findLink } from './one-link.ts';

const MOST_FOUND = 100;

/**
 * Links of the `states` that a form asks for, of all where it is left blank, by its `search`: those that wait for
 * payment, then those that were paid, the last paid first; those whose whole note is the `search` before the others.
 * @param limit at most so many of each state
 * @throws SecPaidError `validation` for a state that there is not
 */
export async function listLinks(links: Links, form: Form, limit: number): Promise<PaymentLink[]> {
  const search = valueOf(form, 'search', INPUTS.linkSearch);
  const chosen = choicesOf(form, 'states', INPUTS.linkState);
  const wants = (state: LinkState): boolean => chosen.length === 0 || chosen.includes(state);
  // There are no further pages, and the whole note may stand behind a thousand that begin with it.
  const query = { search, limit: search === undefined ? limit : MAX_LIMIT };
  checkLimit(limit);
  const unused = wants('unused') ? await links.unused(query) : [];
  const used = wants('used') ? await links.used(query) : [];
  if (search === undefined) return [...unused, ...used];
  const best = (list: PaymentLink[]): PaymentLink[] => exactNoteFirst(list, search).slice(0, limit);
  return exactNoteFirst([...best(unused), ...best(used)], search);
}

/**
 * Links with exactly this note that nobody paid or cancelled, the oldest first.
 * @throws SecPaidError `unexpected-answer` where none is found among as many as SecPaid lists: there may be one
 */
export async function openLinks(links: Links, note: string): Promise<PaymentLink[]> {
  const listed = await links.unused({ search: note, limit: MAX_LIMIT });
  const found = listed.filter((link) => isExactNote(link, note));
  if (found.length === 0 && listed.length >= MAX_LIMIT) {
    throw new SecPaidError('unexpected-answer', {
      what: `More than ${MAX_LIMIT} unused links have “${note}” in their note, so SecPaid may have left out the one that has this note alone.`,
      next: 'Use notes that tell the links apart, or delete links that nobody will pay.',
    });
  }
  return found
    .filter(({ is_cancelled }) => !is_cancelled)
    .sort((one, other) => Number(one.id) - Number(other.id));
}

const nothingToFindBy = (): SecPaidError => {
  const { linkSearch, exactNote, linkId } = INPUTS;
  return new SecPaidError('validation', {
    what: `There is nothing to search for: ${linkSearch.label}, ${exactNote.label} and ${linkId.label} are empty.`,
    next: `Fill in ${linkSearch.label}, ${exactNote.label} or ${linkId.label}. Nothing was sent to SecPaid.`,
  });
};

/** The links that a form's ID or notes name, whatever else it asks for. */
async function candidates(links: Links, form: Form): Promise<PaymentLink[]> {
  const linkId = valueOf(form, 'linkId', INPUTS.linkId);
  const note = valueOf(form, 'exactNote', INPUTS.exactNote);
  const search = valueOf(form, 'search', INPUTS.linkSearch);
  const states = choicesOf(form, 'states', INPUTS.linkState);
  if (linkId !== undefined) {
    const found = await findLink(links, linkId);
    const isWanted = states.length === 0 || states.includes(found?.isUsed === true ? 'used' : 'unused');
    return found && isWanted ? [found.link] : [];
  }
  if (note === undefined && search === undefined) throw nothingToFindBy();
  if (note !== undefined && states.length === 0) return await openLinks(links, note);
  return await listLinks(links, { states, search: note ?? search }, MAX_LIMIT);
}

/**
 * Finds links by their `linkId`, `exactNote` or `search`, and `amount`, at most 100, in the order of `listLinks`. All
 * that is filled in has to fit. An exact note finds links that can still be paid, unless `states` says otherwise.
 * @throws SecPaidError `validation` where there is nothing to find by: any link would be the wrong one
 */
export async function findLinks(links: Links, form: Form): Promise<PaymentLink[]> {
  const note = valueOf(form, 'exactNote', INPUTS.exactNote);
  const search = valueOf(form, 'search', INPUTS.linkSearch);
  const amount = valueOf(form, 'amount', INPUTS.exactAmount);
  const isWanted = (link: PaymentLink): boolean =>
    (note === undefined || isExactNote(link, note)) &&
    (search === undefined || fold(link.recipient_note ?? '').includes(fold(search))) &&
    (amount === undefined || link.amount === amount);
  return (await candidates(links, form)).filter(isWanted).slice(0, MOST_FOUND);
}
