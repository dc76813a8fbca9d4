import { eurosOf } from './amount.ts';
import { invalidInput } from '../errors.ts';
import { dayFrom } from './day.ts';
import { fold } from './fold.ts';
import type { Form } from './form.ts';
import { linkIdIn } from './link-id.ts';
import type { ChoiceInput, Kind, TypedInput } from './input.ts';
import { textOf } from './text.ts';

/** What each kind of input is read as. */
interface Values {
  readonly text: string;
  readonly id: string;
  readonly link: string;
  readonly whole: number;
  readonly amount: number;
  readonly day: string;
  readonly month: string;
  readonly flag: boolean;
}

/** Reads what was entered; undefined for an empty text. Throws `validation` for what cannot be meant. */
type Reader<T> = (input: TypedInput, value: unknown) => T | undefined;

/** An ID that went through a spreadsheet or an AI agent may come as "99,296" or "99296.0". */
function idOf(input: TypedInput, value: unknown): string | undefined {
  const text = textOf(input, value)
    ?.replace(/[.,]0{1,2}$/, '')
    .replace(/\s/g, ' ');
  if (text === undefined) return undefined;
  const digits = /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/.test(text) ? text.replace(/\D/g, '') : text;
  if (!/^\d{1,15}$/.test(digits)) throw invalidInput(input.label, value, input.expected);
  return digits;
}

const linkOf: Reader<string> = (input, value) =>
  idOf(input, typeof value === 'string' ? linkIdIn(value.trim()) : value);

function wholeOf(input: TypedInput, value: unknown): number | undefined {
  const text = textOf(input, value)?.replace(/\.0+$/, '');
  if (text === undefined) return undefined;
  if (!/^[+-]?\d{1,15}$/.test(text)) throw invalidInput(input.label, value, input.expected);
  return Number(text);
}

/** A month, also from a day of it; YYYY-MM. */
function monthOf(input: TypedInput, value: unknown): string | undefined {
  const isMonth = typeof value === 'string' && /^\s*\d{4}-(0[1-9]|1[0-2])\s*$/.test(value);
  return isMonth ? value.trim() : dayFrom(input, value)?.slice(0, 7);
}

const YES: readonly unknown[] = ['true', 'yes', '1', 'ja'];
const NO: readonly unknown[] = ['false', 'no', '0', 'nein'];

function flagOf(input: TypedInput, value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = textOf(input, value);
  if (text === undefined) return undefined;
  if (YES.includes(fold(text))) return true;
  if (NO.includes(fold(text))) return false;
  throw invalidInput(input.label, value, input.expected);
}

const READERS: { readonly [K in Kind]: Reader<Values[K]> } = {
  text: textOf,
  id: idOf,
  link: linkOf,
  whole: wholeOf,
  amount: eurosOf,
  day: dayFrom,
  month: monthOf,
  flag: flagOf,
};

/**
 * What a form holds in a field, read by the kind of its input; undefined where it is not there, or left empty.
 * @throws SecPaidError `validation` that names the field, and the value or its type
 */
export function valueOf<K extends Kind>(
  form: Form,
  name: string,
  input: TypedInput & { readonly kind: K },
): Values[K] | undefined {
  return Object.hasOwn(form, name) ? READERS[input.kind](input, form[name]) : undefined;
}

/** "payment, refund" and '["payment","refund"]', as expressions and AI agents write lists, apart; others as they are. */
function listed(value: unknown): readonly unknown[] {
  if (typeof value !== 'string') return Array.isArray(value) ? value : [value];
  const text = value.trim();
  const [, inner] = /^\[(.*)\]$/s.exec(text) ?? [];
  return (inner ?? text).split(',').map((one) => one.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

/**
 * What a form holds in a field to choose from a list, by value or by label, in any case: one, several or none.
 * @throws SecPaidError `validation` for one that there is not, which would silently choose nothing
 */
export function choicesOf<T extends string>(
  form: Form,
  name: string,
  { label, choices }: Pick<ChoiceInput<T>, 'label' | 'choices'>,
): T[] {
  if (!Object.hasOwn(form, name)) return [];
  const isKnown = (value: string): value is T => Object.hasOwn(choices, value);
  const known = Object.keys(choices).filter(isKnown);
  const expected = `${known.length > 1 ? 'one of ' : ''}${known.join(', ')}`;
  const named = (text: string): T | undefined =>
    known.find((value) => [value, choices[value].split(': ')[0] ?? ''].map(fold).includes(fold(text)));
  const entered = form[name];
  // A label may hold a comma itself.
  const isOne = typeof entered === 'string' && named(entered) !== undefined;
  const chosen = (isOne ? [entered] : listed(entered)).map((one) => {
    const text = textOf({ label, expected }, one) ?? '';
    if (fold(text) === '') return [];
    const found = named(text);
    if (found === undefined) throw invalidInput(label, one, expected);
    return [found];
  });
  return [...new Set(chosen.flat())];
}

/** As `choicesOf`, for a field that takes one; undefined where none is chosen. */
export function choiceOf<T extends string>(
  form: Form,
  name: string,
  input: Pick<ChoiceInput<T>, 'label' | 'choices'>,
): T | undefined {
  const [one, another] = choicesOf(form, name, input);
  if (another === undefined) return one;
  throw invalidInput(input.label, form[name], `only one of ${Object.keys(input.choices).join(', ')}`);
}
