import type { WallClock } from './server-time.ts';

/** A row of one of SecPaid's lists as far as paging, windows and identity need it; `raw` is the API's own. */
export interface ListRow {
  readonly createdAt: WallClock;
  /** What never changes of it. Rows of one answer that are alike in it are twins. */
  readonly key: string;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** A row with its place among its twins, and so with its id. */
export interface Numbered<R extends ListRow = ListRow> {
  readonly id: string;
  readonly row: R;
}

/**
 * Gives the rows of ONE answer their ids: the key, and from the second twin on its ordinal. Within one answer no row
 * stands twice, so alike rows are twins there; across answers the same id is the same entry.
 */
export function numberTwins<R extends ListRow>(rows: readonly R[]): Numbered<R>[] {
  const counts = new Map<string, number>();
  return rows.map((row) => {
    const ordinal = (counts.get(row.key) ?? 0) + 1;
    counts.set(row.key, ordinal);
    return { id: ordinal === 1 ? row.key : `${row.key}_${ordinal}`, row };
  });
}

/** The API's own row, with our id. */
export function toRaw({ id, row }: Numbered): Readonly<Record<string, unknown>> {
  return { ...row.raw, id };
}
