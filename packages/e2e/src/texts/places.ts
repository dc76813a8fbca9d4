import { isRecord, listAt, textAt, valueAt } from '../system/shape.ts';
import type { Definitions } from './definitions.ts';

/** What a platform can do, by the key of its definition and the name that people see. */
export type Places = ReadonlyMap<string, string>;

/** What n8n can do: each operation, each event of a trigger, and a node that has neither. */
export const placesOfN8n = ({ nodes }: Definitions): Places => new Map(nodes.flatMap(placesOfNode));

function placesOfNode(node: unknown): [string, string][] {
  const title = textAt(node, 'displayName');
  const named = (name: string): unknown[] =>
    listAt(node, 'properties').filter((property) => valueAt(property, 'name') === name);
  const resources = new Map(named('resource').flatMap(optionsOf));
  const operations = named('operation').flatMap((operation) =>
    listAt(operation, 'displayOptions', 'show', 'resource').flatMap((resource) =>
      optionsOf(operation).map(([value, name]): [string, string] => [
        `${String(resource)}.${value}`,
        `${resources.get(String(resource)) ?? ''} → ${name}`,
      ]),
    ),
  );
  if (operations.length > 0) return operations;
  const key = textAt(node, 'name');
  const events = named('events').flatMap(optionsOf);
  if (events.length === 0) return [[key, title]];
  return events.map(([value, name]) => [`${key}.${value}`, `${title}: ${name}`]);
}

const optionsOf = (property: unknown): [string, string][] =>
  listAt(property, 'options').map((option) => [textAt(option, 'value'), textAt(option, 'name')]);

/** What Zapier can do: each step, by its kind and key, since a search and what creates from it share one. */
export const placesOfZapier = ({ zapier }: Definitions): Places =>
  new Map(
    ['triggers', 'creates', 'searches', 'searchOrCreates'].flatMap((kind) => {
      const steps = valueAt(zapier, kind);
      return (isRecord(steps) ? Object.values(steps) : []).map((step): [string, string] => [
        `${kind}.${textAt(step, 'key')}`,
        textAt(step, 'display', 'label'),
      ]);
    }),
  );
