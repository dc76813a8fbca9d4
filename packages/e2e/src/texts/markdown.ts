/** A Markdown table; a cell may hold anything but is put on one line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellOf).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const cellOf = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
