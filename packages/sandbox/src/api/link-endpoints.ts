import type { Account } from '../account/account.ts';
import type { Deviations } from '../deviations/deviations.ts';
import type { WireRow } from '../deviations/deviation.ts';
import { InputError } from '../values/input-error.ts';
import { deleteLink, linkPayments } from '../account/link-actions.ts';
import { toPositiveCents } from '../values/money.ts';
import { checkedKey, resolvedUrls } from '../notifications/payment-endpoint.ts';
import {
  createdLink,
  unusedLinkRow,
  usedLinkRow,
  type AnswerForm,
  type LinkInput,
} from '../account/payment-link.ts';
import { text, whole } from './query.ts';
import { checkSplit, splitTypes, type Split } from '../account/split.ts';
import { wallClock } from '../values/wall-clock.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the link endpoints need to know besides the request. */
export interface LinkSurroundings {
  readonly account: Account;
  /** Where links are paid, such as "https://app.secpaid.com". */
  readonly origin: string;
  /** The account's own Payment Endpoint addresses. */
  readonly urls: readonly string[];
  readonly answerForm: AnswerForm;
}

/** createLink: the data of its answer. */
export function createLink(around: LinkSurroundings, values: Values) {
  return makeLink(around, readLink(values));
}

function makeLink({ account, origin, urls, answerForm }: LinkSurroundings, input: LinkInput) {
  const link = account.links.open(input, wallClock(account.now()));
  return createdLink(link, origin, resolvedUrls(link.paymentEndpoint, urls).join(','), answerForm);
}

/** createSplitLink: as createLink, with those who share the payment. */
export function createSplitLink(around: LinkSurroundings, values: Values) {
  return makeLink(around, { ...readLink(values), split: readSplit(values) });
}

/** What the lists of links need to know besides the request. */
export interface LinkListSurroundings extends LinkSurroundings {
  readonly deviations: Deviations;
}

/** getMyUnusedLinks: its rows. In which order is not stated; here the newest come first. */
export function unusedLinks({ account, origin, deviations }: LinkListSurroundings, values: Values) {
  return searched(
    () => account.links.unused().map((link) => unusedLinkRow(link, origin)),
    deviations,
    values,
  );
}

/** getMyUsedLinks: its rows, those paid last first, as documented. */
export function usedLinks({ account, deviations }: LinkListSurroundings, values: Values) {
  return searched(() => linkPayments(account).map(usedLinkRow), deviations, values);
}

/** deleteLink: does it, or refuses in the documented words. */
export function removeLink({ account }: LinkSurroundings, values: Values): void {
  const id = text(values, 'link_id');
  if (id === undefined) throw new InputError('Please enter link_id');
  deleteLink(account, id);
}

function searched(rows: () => readonly WireRow[], deviations: Deviations, values: Values) {
  // Ten if no limit is given is documented, a maximum is not, and there are no further pages.
  const limit = whole(values, 'limit', 1) ?? 10;
  const filters = { search: text(values, 'search')?.toLowerCase() };
  return deviations.list({ page: 1, limit, skip: 0, filters }, { rows, matches: mentions });
}

function mentions({ search }: { readonly search?: string | undefined }): (row: WireRow) => boolean {
  return ({ recipient_note: note }) =>
    search === undefined || (typeof note === 'string' && note.toLowerCase().includes(search));
}

function readLink(values: Values): LinkInput {
  const key = text(values, 'encryption_key');
  return {
    amount: amountOf(values),
    note: text(values, 'recipient_note') ?? '',
    callbackUrl: text(values, 'callback_url') ?? '',
    paymentEndpoint: text(values, 'payment_endpoint') ?? '',
    cancellable: flag(values, 'cancellable') ?? values['is_cancellation'] !== 'No',
    bankTransfer: flag(values, 'bank_transfer') ?? false,
    isQrLink: flag(values, 'is_qr_link') ?? false,
    statement: text(values, 'bank_statement_description') ?? '',
    encryptionKey: flag(values, 'is_encryption') === true && key !== undefined ? checkedKey(key) : undefined,
  };
}

function readSplit(values: Values): Split {
  const recipients = listOf(values['recipients']).map((one) => {
    const { token, share } = Object(one) as Readonly<Record<string, unknown>>;
    return { token: String(token), share: Number(share) };
  });
  const type = splitTypes.find((one) => one === (text(values, 'split_type') ?? 'normal'));
  if (type === undefined) throw new InputError('The split_type field must be normal or absolute');
  const split = { type, recipients };
  checkSplit(split, amountOf(values));
  return split;
}

/** A list, or its JSON, in which a form sends it. */
function listOf(value: unknown): readonly unknown[] {
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  if (Array.isArray(list)) return list;
  throw new InputError('Recipients are required');
}

function amountOf(values: Values): number {
  const amount = text(values, 'amount');
  if (amount === undefined) throw new InputError('Amount is required');
  return toPositiveCents(amount);
}

/** A boolean, or the text "true" or "false": the documentation has both. */
function flag(values: Values, name: string): boolean | undefined {
  const value = values[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new InputError(`The ${name} field must be true or false`);
}
