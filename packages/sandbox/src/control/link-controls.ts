import type { Account } from '../account/account.ts';
import type { ControlActions, Values } from './control-action.ts';
import { Fields, required } from '../values/fields.ts';
import { deleteLink, linkPayments, payLink } from '../account/link-actions.ts';
import { createLink, createSplitLink } from '../api/link-endpoints.ts';
import { unusedLinkRow, usedLinkRow } from '../account/payment-link.ts';
import type { PayInRow } from '../account/row.ts';
import type { Service } from '../api/service.ts';

/** Actions on payment links. They are made with the fields of the API's createLink, or createSplitLink. */
export const linkControls: ControlActions = {
  'create-link': ({ account, origin, notifier }, values) => {
    const { urls } = notifier.settings;
    const create = 'recipients' in values ? createSplitLink : createLink;
    return { link: create({ account, origin, urls, answerForm: 'current' }, values) };
  },

  'cancel-link': ({ notifier, origin }, values) => ({
    link: unusedLinkRow(notifier.cancel(linkId(new Fields(values, ['linkId']))), origin),
  }),

  'delete-link': ({ account }, values) => {
    deleteLink(account, linkId(new Fields(values, ['linkId'])));
    return { deleted: true };
  },
};

/** A payer pays a link: with its amount, under its note. */
export function linkPayment(account: Account, values: Values): PayInRow {
  const fields = new Fields(values, ['linkId', 'at', 'paymentMethod']);
  const paymentMethod = fields.text('paymentMethod');
  return payLink(account, linkId(fields), { at: fields.text('at'), paymentMethod });
}

// The page asks every other second, and an account may hold 200,000 payments.
const shownUsed = 1000;

/** The links of an account as the API lists them: all unused ones, and those used last. */
export function linksOf({ account, origin }: Service) {
  return {
    unused: account.links.unused().map((link) => unusedLinkRow(link, origin)),
    used: linkPayments(account).slice(0, shownUsed).map(usedLinkRow),
  };
}

function linkId(fields: Fields): string {
  return String(required('linkId', fields.figure('linkId')));
}
