import {
  type Form,
  hasManySpellings,
  type Input,
  INPUTS_DOCUMENTATION,
  renamed,
  withoutBlanks,
} from '@secpaid/core';

interface Words {
  label: string;
  helpText: string;
  placeholder?: string;
}

/** Core's words for a field in Zapier's form: help ends with a full stop there. */
export function wordsOf(input: Input): Words {
  const { label, help, example } = input;
  const more = hasManySpellings(input) ? ` [What you may enter](${INPUTS_DOCUMENTATION}).` : '';
  return { label, helpText: `${help}.${more}`, ...(example === undefined ? {} : { placeholder: example }) };
}

/** The same for a field that is needed only if the others are empty, which the form itself cannot say. */
export function oneOf(input: Input, needed = 'At least one field'): Words {
  const { helpText, ...words } = wordsOf(input);
  return { ...words, helpText: `${helpText} ${needed} is needed.` };
}

/** A fixed list to choose from. */
export function choicesOf<T extends string>(
  labels: Readonly<Record<T, string>>,
): { value: T; sample: T; label: string }[] {
  return (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, sample: value, label }));
}

/** What a person filled in, under core's names; a field of Zapier's form cannot be removed, so a blank one is not set. */
export const formOf = (inputData: Form, names: Readonly<Record<string, string>>): Form =>
  renamed(withoutBlanks(inputData), names);
