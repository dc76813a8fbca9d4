import {
  type ChoiceInput,
  type Form,
  hasManySpellings,
  type Input,
  INPUTS_DOCUMENTATION,
  withoutBlanks,
} from '@secpaid/core';
import type {
  IExecuteFunctions,
  INodeProperties,
  INodePropertyOptions,
  NodeParameterValueType,
} from 'n8n-workflow';

type Labels = Readonly<Record<string, string>>;

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A drop-down of core's values under core's labels; what stands behind a label's colon describes it. */
export const optionsOf = (labels: Labels): INodePropertyOptions[] =>
  Object.entries(labels).map(([value, label]) => {
    const [name = label, description] = label.split(': ');
    return { name, value, ...(description === undefined ? {} : { description: capitalized(description) }) };
  });

/** What a field takes, with an example: whoever fills it by an expression, maybe an AI agent, sees no placeholder. */
export function explained(input: Input): string {
  const { help, example } = input;
  const text = example === undefined ? help : `${help}, e.g. ${example}`;
  if (!hasManySpellings(input)) return text;
  return `${text}. <a href="${INPUTS_DOCUMENTATION}" target="_blank">What you may enter</a>.`;
}

/** The same for a drop-down, whose values the editor shows to people only. */
const explainedChoice = ({ help, choices }: ChoiceInput): string =>
  `${help}. Values: ${Object.keys(choices).join(', ')}`;

/** A drop-down in core's words; a list as the default makes it one to choose several from. */
export const choiceField = (
  name: string,
  input: ChoiceInput,
  byDefault: string | string[],
): INodeProperties => ({
  displayName: input.label,
  name,
  type: Array.isArray(byDefault) ? 'multiOptions' : 'options',
  options: optionsOf(input.choices),
  default: byDefault,
  description: explainedChoice(input),
});

/** A field for an amount in euros, in core's words. */
export const amountField = (name: string, input: Input): INodeProperties => ({
  displayName: input.label,
  name,
  type: 'number',
  typeOptions: { numberPrecision: 2, minValue: 0 },
  default: '',
  description: explained(input),
});

/** A switch in core's words. */
export const flagField = (name: string, input: Input, byDefault: boolean): INodeProperties => ({
  displayName: input.label,
  name,
  type: 'boolean',
  // n8n's scanner takes no default that it cannot read.
  default: false,
  description: input.help,
  ...(byDefault ? { default: true } : {}),
});

/** A field for a text, in core's words. */
export const textField = (name: string, input: Input & { readonly example: string }): INodeProperties => ({
  displayName: input.label,
  name,
  type: 'string',
  default: '',
  placeholder: `e.g. ${input.example}`,
  description: explained(input),
});

/** n8n makes a tool of a node under the type's name with "Tool" behind it. */
const isTool = (context: IExecuteFunctions): boolean => context.getNode().type.endsWith('Tool');

/** Fields in which 0 asks for nothing, so that a model writes it where it has nothing to say. */
const ZERO_SAYS_NOTHING = ['limit', 'maxAmount', 'minAmount', 'payId', 'since'];

const withoutZeros = (form: Form): Form =>
  Object.fromEntries(
    Object.entries(form).filter(
      ([name, value]) => !ZERO_SAYS_NOTHING.includes(name) || Number(String(value).replace(',', '.')) !== 0,
    ),
  );

/**
 * Parameters as a form for core: those of `fallbacks`, which stand in where n8n has hidden a parameter, and those that
 * a person added to `collections`. An AI agent has to fill every field of a tool, so what it left blank or at 0 is not set.
 */
export function formOf(
  context: IExecuteFunctions,
  itemIndex: number,
  fallbacks: Readonly<Record<string, NodeParameterValueType>>,
  collections: readonly string[] = [],
): Form {
  const form = {
    ...Object.fromEntries(
      Object.entries(fallbacks).map(([name, fallback]) => [
        name,
        context.getNodeParameter(name, itemIndex, fallback),
      ]),
    ),
    ...Object.assign({}, ...collections.map((name) => context.getNodeParameter(name, itemIndex, {}))),
  } as Form;
  return isTool(context) ? withoutZeros(withoutBlanks(form)) : form;
}
