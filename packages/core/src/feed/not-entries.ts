import { entriesOf, type ListRow, type Numbered } from '../entries/row.ts';

/** The rows of one answer that are no entries, or not yet. Each gets a name that is the same in every answer. */
export function notEntriesOf<R extends ListRow>(rows: readonly R[]): Numbered<R>[] {
  const entries = new Set(entriesOf(rows).map(({ row }) => row));
  const counts = new Map<string, number>();
  return rows
    .filter((row) => !entries.has(row))
    .map((row) => {
      const ordinal = (counts.get(row.key) ?? 0) + 1;
      counts.set(row.key, ordinal);
      return { id: `${row.key} ${ordinal}`, row };
    });
}

/** Whether a row that is no entry may become one. */
export const isWaiting = ({ fault, standing }: ListRow): boolean =>
  fault !== undefined || standing === 'pending';
