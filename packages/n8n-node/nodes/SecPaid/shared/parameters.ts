import type { Input } from '@secpaid/core';
import type { INodePropertyOptions } from 'n8n-workflow';

type Labels = Readonly<Record<string, string>>;

/** A drop-down of core's values under core's labels. */
export const optionsOf = (labels: Labels): INodePropertyOptions[] =>
  Object.entries(labels).map(([value, name]) => ({ name, value }));

/** What a field takes, with an example: whoever fills it by an expression, maybe an AI agent, sees no placeholder. */
export const explained = ({ help, example }: Input): string =>
  example === undefined ? help : `${help}, e.g. ${example}`;

/** The same for a drop-down, whose values the editor shows to people only. */
export const explainedChoice = ({ help }: Input, labels: Labels): string =>
  `${help}. Values: ${Object.keys(labels).join(', ')}`;
