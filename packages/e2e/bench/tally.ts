/** What a contender heard of a day, and what it took. */
export interface Result {
  name: string;
  entries: number;
  missed: number;
  repeated: number;
  /** Items that are no entry at all. */
  empty: number;
  requests: number;
  kilobytes: number;
  executions: number;
  cpuSeconds: number;
}

/** An entry as the API itself tells them apart; twins are alike. */
export const identity = (row: Record<string, unknown>): string =>
  [row['pay_id'], row['created_at'], Number(row['amount'])].join(' ');

export function counted(ids: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** How many of `of` are not in `among`, each as often as it is there. */
export function surplus(of: Map<string, number>, among: Map<string, number>): number {
  return [...of].reduce((sum, [id, count]) => sum + Math.max(0, count - (among.get(id) ?? 0)), 0);
}

/** The results as a Markdown table. */
export function table(results: Result[]): string {
  const head = [
    '',
    'Entries',
    'Missed',
    'Repeated',
    'Empty items',
    'Requests',
    'kB read',
    'Executions',
    'CPU seconds',
  ];
  const rows = results.map((one) => [
    one.name,
    ...[one.entries, one.missed, one.repeated, one.empty, one.requests, one.kilobytes, one.executions].map(
      String,
    ),
    one.cpuSeconds.toFixed(1),
  ]);
  return [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
