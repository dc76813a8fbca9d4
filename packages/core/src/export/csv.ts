/** What a cell holds; a number is written with a decimal point, nothing as an empty cell. */
export type Cell = string | number | null;

/** What a spreadsheet takes for a formula where a cell begins so; the wide ones too, which some turn into the others. */
const FORMULA = /(^|[;\t\r\n])(\s*)([=+\-@＝＋－＠])/g;

/**
 * A text that no spreadsheet calculates: an apostrophe stands before what would begin a formula, also behind a character
 * at which a program with another separator would split the cell.
 */
const harmless = (text: string): string => text.replace(FORMULA, "$1$2'$3");

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = harmless(cell);
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a CSV file as RFC 4180 has it, with its line break. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(written).join(',')}\r\n`;

/** What a CSV file begins with, so that Excel reads it as UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';
