import type { INodePropertyOptions } from 'n8n-workflow';

/** A drop-down of core's values under core's labels. */
export const optionsOf = (labels: Readonly<Record<string, string>>): INodePropertyOptions[] =>
  Object.entries(labels).map(([value, name]) => ({ name, value }));
