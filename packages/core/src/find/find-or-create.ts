import { createLinkBody, type LinkInput } from '../endpoints/link-requests.ts';
import type { Links } from '../endpoints/links.ts';
import type { PaymentLink } from '../entries/payment-link.ts';
import { SecPaidError } from '../errors.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import { choiceOf } from '../forms/read-value.ts';
import { openLinks } from './find-links.ts';

/** A link, and whether it was made just now. */
export interface MadeLink {
  readonly link: PaymentLink;
  readonly isNew: boolean;
}

/** A link that can still be paid, with the note and the amount of the input; the oldest where there are several. */
async function existing(links: Links, input: LinkInput): Promise<PaymentLink | undefined> {
  const { recipientNote: note, recipients } = input;
  const isSplit = recipients !== undefined;
  const { amount } = createLinkBody(input);
  if (note === undefined || note.trim() === '') {
    throw new SecPaidError('validation', {
      what: `${INPUTS.recipientNote.label} is empty, so no link can be found by it.`,
      next: `Fill in ${INPUTS.recipientNote.label}, or leave out ${INPUTS.ifExists.label}. Nothing was sent to SecPaid.`,
    });
  }
  return (await openLinks(links, note)).find(
    (link) => link.amount === amount && link.is_split_link === isSplit,
  );
}

/**
 * Makes a link, unless the form's `ifExists` says to return one that is there: the cure for a lost answer.
 * @throws SecPaidError as `links.create`; `validation` where there is no note to find one by
 */
export async function makeLink(links: Links, form: Form, input: LinkInput): Promise<MadeLink> {
  const ifExists = choiceOf(form, 'ifExists', INPUTS.ifExists) ?? 'createAnother';
  const link = ifExists === 'returnExisting' ? await existing(links, input) : undefined;
  return link ? { link, isNew: false } : { link: await links.create(input), isNew: true };
}
