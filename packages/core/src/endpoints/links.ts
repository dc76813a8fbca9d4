import type { Caller } from '../http/call.ts';
import { withoutKey } from './encryption-key.ts';
import { INPUTS } from '../forms/inputs.ts';
import { createLinkBody, type LinkInput, linkListBody, type LinkQuery } from './link-requests.ts';
import { type PaymentLink, toPaymentLink } from '../entries/payment-link.ts';
import { checkId } from './requests.ts';
import { orWrongRecipient } from './split.ts';
import type { Change } from '../http/write.ts';

/** createLink, createSplitLink, getMyUnusedLinks, getMyUsedLinks and deleteLink. */
export interface Links {
  /** Makes a link. Throws `validation` before; afterwards `mayHaveHappened` tells whether there may still be one. */
  create(input: LinkInput): Promise<PaymentLink>;
  /** Links that nobody has paid yet, in SecPaid's order, which is unstated. */
  unused(query: LinkQuery): Promise<PaymentLink[]>;
  /** Links that were paid, the last paid first. */
  used(query: LinkQuery): Promise<PaymentLink[]>;
  /** Deletes a link for good; SecPaid refuses one that was paid. Throws as `create`. */
  delete(linkId: string): Promise<void>;
}

const CREATE: Change = {
  not: 'No payment link was created.',
  maybe: 'The payment link may still have been created.',
  look: 'Look for it in SecPaid under Link To Pay before you try again, or there may be two.',
};

const DELETE: Change = {
  not: 'No payment link was deleted.',
  maybe: 'The payment link may still have been deleted.',
  look: 'Check in SecPaid under Link To Pay whether it is still there before you try again.',
};

export function linksOf(caller: Caller): Links {
  async function list(endpoint: string, query: LinkQuery, status: 'Unused' | 'Used'): Promise<PaymentLink[]> {
    const body = linkListBody(query);
    const { data, where } = await caller.list({ endpoint, body, detail: `limit ${query.limit}` });
    return data.map((link) => toPaymentLink(link, where, status));
  }

  return {
    async create(input) {
      const body = createLinkBody(input);
      const endpoint = input.recipients === undefined ? 'createLink' : 'createSplitLink';
      const made = caller.write({ endpoint, body }, CREATE, (data, where) =>
        toPaymentLink(withoutKey(data, input.encryptionKey), where, 'Unused'),
      );
      return await made.catch((error: unknown) => {
        throw orWrongRecipient(error);
      });
    },
    unused: (query) => list('getMyUnusedLinks', query, 'Unused'),
    used: (query) => list('getMyUsedLinks', query, 'Used'),
    async delete(linkId) {
      checkId(INPUTS.linkId, linkId);
      await caller.write(
        { endpoint: 'deleteLink', body: { link_id: Number(linkId) } },
        DELETE,
        () => undefined,
      );
    },
  };
}
