import { invalidInput, isSecPaidError, SecPaidError } from '../errors.ts';
import { type Form, isBlank } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { SplitType } from '../forms/labels.ts';
import { choiceOf, valueOf } from '../forms/read-value.ts';
import { isRecord } from '../entries/wire.ts';

/** Who gets a share of a split link's payment. */
interface Recipient {
  /** The Recipient Token of their account. */
  readonly token: string;
  /** A percentage, or euros where the split is absolute. */
  readonly share: number;
}

/** How a payment is split; without recipients it is not. */
export interface Split {
  readonly recipients?: readonly Recipient[] | undefined;
  readonly splitType?: SplitType | undefined;
}

const of = ({ label }: { readonly label: string }, index: number): string =>
  `${label} of recipient ${index + 1}`;

function recipientOf(entered: unknown, index: number): Recipient | undefined {
  const { recipients, recipientToken, share } = INPUTS;
  if (!isRecord(entered))
    throw invalidInput(recipients.label, entered, 'a list, each with a token and a share');
  if (isBlank(entered['token']) && isBlank(entered['share'])) return undefined;
  const token = valueOf(entered, 'token', { ...recipientToken, label: of(recipientToken, index) });
  const amount = valueOf(entered, 'share', { ...share, label: of(share, index) });
  if (token === undefined) throw invalidInput(of(recipientToken, index), '', recipientToken.expected);
  if (amount === undefined) throw invalidInput(of(share, index), '', share.expected);
  return { token, share: amount };
}

/**
 * Reads the `recipients` and `splitType` of a form: a list of records with a token and a share each. Rows that are left
 * blank do not count.
 * @throws SecPaidError `validation` that names the recipient by its place, never its token
 */
export function readSplit(form: Form): Split {
  const entered = isBlank(form['recipients']) ? [] : form['recipients'];
  const list: readonly unknown[] = Array.isArray(entered) ? entered : [entered];
  const recipients = list.map(recipientOf).filter((one) => one !== undefined);
  const splitType = choiceOf(form, 'splitType', INPUTS.splitType);
  return { recipients: recipients.length > 0 ? recipients : undefined, splitType };
}

/** A share in millionths, so that 33.3 three times is exactly 99.9. */
const exact = (share: number): number => Math.round(share * 1e6);

function refused(what: string): SecPaidError {
  return new SecPaidError('validation', {
    what,
    next: `Correct ${INPUTS.share.label} and try again. Nothing was sent to SecPaid.`,
  });
}

/**
 * The fields that createSplitLink has beyond those of createLink, checked; none without recipients. One page of the
 * documentation wants percentages to add up to 100, two let the owner keep the rest: only more than 100 is refused.
 * @param amount the link's, in euros
 * @throws SecPaidError `validation` for a share that cannot be, and shares that add up to more than there is
 */
export function splitFields(amount: number, { recipients = [], splitType }: Split): Record<string, unknown> {
  if (recipients.length === 0) {
    if (splitType === undefined) return {};
    throw new SecPaidError('validation', {
      what: `${INPUTS.splitType.label} is chosen, but there are no ${INPUTS.recipients.label}.`,
      next: `Add ${INPUTS.recipients.label}, or remove ${INPUTS.splitType.label}. Nothing was sent to SecPaid.`,
    });
  }
  const isAbsolute = splitType === 'absolute';
  const most = isAbsolute ? amount : 100;
  recipients.forEach(({ share }, index) => {
    const isWhole = !isAbsolute || Number(share.toFixed(2)) === share;
    if (share > 0 && share <= most && isWhole) return;
    const expected = isAbsolute
      ? `euros above 0 with at most two decimals, and no more than the amount (${amount})`
      : 'a percentage above 0, at most 100';
    throw invalidInput(of(INPUTS.share, index), share, expected);
  });
  const total = recipients.reduce((sum, { share }) => sum + exact(share), 0);
  if (total > exact(most)) {
    const sum = total / 1e6;
    throw refused(
      isAbsolute
        ? `The shares add up to ${sum} euros, more than the amount of ${amount}.`
        : `The shares add up to ${sum} percent, more than 100.`,
    );
  }
  return {
    recipients: recipients.map(({ token, share }) => ({ token, share })),
    split_type: splitType ?? 'normal',
  };
}

/** An error of createSplitLink, with a way out where SecPaid refused a recipient ("Invalid recipient token at index N"). */
export function orWrongRecipient(error: unknown): unknown {
  if (!isSecPaidError(error) || error.kind !== 'server' || !/recipient/i.test(error.what)) return error;
  const { what, where } = error;
  return new SecPaidError('server', {
    what,
    next: 'Copy that Recipient Token again from the recipient’s own SecPaid settings; index 0 is the first recipient. You cannot be one yourself: you keep the rest.',
    ...(where === undefined ? {} : { where }),
  });
}
