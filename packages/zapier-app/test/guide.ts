import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What docs/zapier.md tells a person to fill in: a field, and what goes into it. */
export type Filled = Record<string, string>;

/** docs/zapier.md. */
export const guide = readFileSync(join(__dirname, '../../../docs/zapier.md'), 'utf8');

/** The mapping that the guide tells the user to make, from its table below `<!-- zap: name -->`. */
export function mappingOf(name: string): Filled {
  const table = guide.split(`<!-- zap: ${name} -->`)[1]?.split('\n\n')[1] ?? '';
  const rows = table.split('\n').slice(2);
  return Object.fromEntries(
    rows.map((row) =>
      row
        .split('|')
        .slice(1, 3)
        .map((cell) => cell.trim()),
    ) as [string, string][],
  );
}

/** A mapping with the values of an earlier step, as Zapier fills it in; fails for a value that no entry has. */
export function fill(mapping: Filled, entry: object): Filled {
  const values = new Map<string, unknown>(Object.entries(entry));
  const value = (key: string): string => {
    if (!values.has(key)) throw new Error(`docs/zapier.md maps ${key}, which no entry has.`);
    const found = values.get(key);
    return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
  };
  const filled = (template: string): string =>
    template.replaceAll(/{{(\w+)}}/g, (_, key: string) => value(key));
  return Object.fromEntries(Object.entries(mapping).map(([field, template]) => [field, filled(template)]));
}
