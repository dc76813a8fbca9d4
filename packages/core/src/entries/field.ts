/** One field of what an adapter emits, as a person meets it. */
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'boolean' | 'datetime';
  /** What it says, in plain words. */
  readonly help: string;
  readonly sample: unknown;
}

/** A table of fields, a row each. */
export type FieldTable = readonly (readonly [
  key: string,
  label: string,
  type: Field['type'],
  help: string,
])[];

/**
 * The fields of a table, each with its value in a sample. Tables and samples are marked as pure where they are made:
 * a bundle that shows none of them leaves them out, and does not look up time zones when it is loaded.
 */
export function fieldsOf(table: FieldTable, sample: object): readonly Field[] {
  const values = new Map<string, unknown>(Object.entries(sample));
  return table.map(([key, label, type, help]) => ({ key, label, type, help, sample: values.get(key) }));
}
