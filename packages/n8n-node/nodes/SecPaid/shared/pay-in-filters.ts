import { type Input, INPUTS, PAYMENT_METHOD_LABELS, TRANSACTION_TYPES } from '@secpaid/core';
import type { INodeProperties } from 'n8n-workflow';
import { explainedChoice, optionsOf } from './parameters';

const wordsOf = (words: readonly string[]): { name: string; value: string }[] =>
  words.map((value) => ({ name: value, value }));

const explainedWords = ({ help }: Input, words: readonly string[]): string =>
  `${help}. Values: ${words.join(', ')}`;

/** The filter by payment method, of the trigger and of the list. */
export const paymentMethod: INodeProperties = {
  displayName: INPUTS.paymentMethod.label,
  name: 'paymentMethod',
  type: 'options',
  options: optionsOf(PAYMENT_METHOD_LABELS),
  default: 'card',
  description: explainedChoice(INPUTS.paymentMethod, PAYMENT_METHOD_LABELS),
};

/** The filter by transaction type, of the trigger and of the list. */
export const transactionType: INodeProperties = {
  displayName: INPUTS.transactionType.label,
  name: 'transactionType',
  type: 'options',
  options: wordsOf(TRANSACTION_TYPES),
  default: 'Basic',
  description: explainedWords(INPUTS.transactionType, TRANSACTION_TYPES),
};
