import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Inside an expression: a value, as a list names it, in lower case; the value itself where the list does not know it. */
export function shownAs(value: string, options: readonly INodePropertyOptions[]): string {
  const names = Object.fromEntries(options.map((one) => [String(one.value), one.name.toLowerCase()]));
  return `(${JSON.stringify(names)}[${value}] ?? ${value})`;
}

const isOption = (one: object): one is INodePropertyOptions => 'value' in one;

/** What the canvas says below a node of resources and operations, in the words of its lists: "Get summary: pay-in". */
export function subtitleOf(properties: readonly INodeProperties[]): string {
  const shown = (name: string): string => {
    const lists = properties.filter((property) => property.name === name);
    const options = lists.flatMap((list) => list.options ?? []).filter(isOption);
    return shownAs(`$parameter["${name}"]`, options);
  };
  const operation = shown('operation');
  return `={{${operation}.charAt(0).toUpperCase() + ${operation}.slice(1) + ": " + ${shown('resource')}}}`;
}
