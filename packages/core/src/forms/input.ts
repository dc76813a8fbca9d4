/** How what was entered is read (read-value.ts); `id` is digits, `link` an ID or an address that holds it, `whole` a whole number, `flag` true or false. */
export type Kind = 'text' | 'id' | 'link' | 'whole' | 'amount' | 'day' | 'month' | 'flag';

/** What a person is asked for: the label is also what an error calls it. */
export interface Input {
  readonly label: string;
  /** One sentence without its full stop: platforms differ in it. */
  readonly help: string;
  readonly example?: string;
}

/** How an input is read, by its kind. */
export interface TypedInput {
  readonly label: string;
  readonly kind: Kind;
  /** What an error says that it must be. */
  readonly expected: string;
}

/** An input to choose one or more of a fixed list. */
export interface ChoiceInput<T extends string = string> extends Input {
  readonly choices: Readonly<Record<T, string>>;
}

export const TEXT = { kind: 'text', expected: 'a text' } as const;
export const FLAG = { kind: 'flag', expected: 'true or false' } as const;
export const EUROS = {
  kind: 'amount',
  expected: 'an amount in euros, such as 20 or 49.99',
} as const;
export const BOUND = {
  kind: 'amount',
  expected: 'an amount in euros, 0 or more, such as 20 or 49.99',
} as const;
export const DAY = { kind: 'day', expected: 'a real day written YYYY-MM-DD, such as 2026-05-20' } as const;
/** SecPaid's own maximum of a list (getPayInTransactions, Body Parameters). */
export const A_PAGE = { kind: 'whole', expected: 'a whole number from 1 to 1000' } as const;

/** What each kind of field takes, for whoever wonders. */
export const INPUTS_DOCUMENTATION = 'https://github.com/secpaid/secpaid-connectors/blob/main/docs/inputs.md';

/** Whether what a field takes needs more words than its help has. */
export const hasManySpellings = (input: Input): boolean =>
  'kind' in input && (input.kind === 'amount' || input.kind === 'day');

/** All forms that an input has. */
export type AnyInput = Input | TypedInput | (Input & TypedInput) | ChoiceInput;
