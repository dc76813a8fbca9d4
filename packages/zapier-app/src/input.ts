import {
  type ChoiceInput,
  type Form,
  hasManySpellings,
  type Input,
  INPUTS_DOCUMENTATION,
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
export function oneOf<Field extends Words>(field: Field, needed = 'At least one field'): Field {
  return { ...field, helpText: `${field.helpText} ${needed} is needed.` };
}

/** A fixed list to choose from. */
export function listOf<T extends string>(
  labels: Readonly<Record<T, string>>,
): { value: T; sample: T; label: string }[] {
  return (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, sample: value, label }));
}

/**
 * A field of Zapier's form in core's words. Numbers and days are texts: of "49,99" Zapier would make 49, of an empty
 * number 0, and of a day an instant. Core reads them and says what is wrong.
 */
export function zapierField<const Key extends string>(key: Key, input: Input) {
  return { ...wordsOf(input), key, type: 'string', required: false } as const;
}

/** The same with core's choices to pick from. */
export function zapierChoice<const Key extends string>(key: Key, input: ChoiceInput) {
  return { ...zapierField(key, input), choices: listOf(input.choices) } as const;
}

/** The same for several of them. */
export function zapierChoices<const Key extends string>(key: Key, input: ChoiceInput) {
  return { ...zapierChoice(key, input), list: true } as const;
}

/** Zapier's key for one of core's names: "minAmount" is min_amount. */
export const keyOf = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const camelCased = (key: string): string =>
  key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/**
 * What a person filled in, under core's names; a field of Zapier's form cannot be removed, so a blank one is not set.
 * @param names core's names where they are not Zapier's keys in camel case
 */
export const formOf = (inputData: Form, names: Readonly<Record<string, string>> = {}): Form =>
  Object.fromEntries(
    Object.entries(withoutBlanks(inputData)).map(([key, value]) => [names[key] ?? camelCased(key), value]),
  );
