import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvLine } from '../../src/export/csv.ts';

/** Reads a line as RFC 4180 says; fails for what it does not allow. */
function parse(line: string): string[] {
  expect(line.endsWith('\r\n')).toBe(true);
  const cells = [...`${line.slice(0, -2)},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*)),/gy)];
  expect(cells.map(([whole]) => whole).join('')).toBe(`${line.slice(0, -2)},`);
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

/** The cells that a program with this separator would make of a line, whether or not it knows quotes. */
const splitBy = (line: string, separator: RegExp): string[] => line.split(separator);

describe('a line of a CSV file', () => {
  it.each([
    ['=HYPERLINK("http://x")', `'=HYPERLINK("http://x")`],
    ['+49 30 1', `'+49 30 1`],
    ['-5 %', `'-5 %`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `\t'=1`],
    ['  =1', `  '=1`],
    ['＝1', `'＝1`],
    ['x;=1', `x;'=1`],
    ['x\n=1', `x\n'=1`],
    ['Order 10-42', 'Order 10-42'],
    ['a=b', 'a=b'],
  ])('makes %p harmless', (text, cell) => {
    expect(parse(csvLine([text]))).toEqual([cell]);
  });

  it('writes numbers as they are, negative ones too, and nothing as nothing', () => {
    expect(csvLine([-49.9, 0, null, 1234.5])).toBe('-49.9,0,,1234.5\r\n');
  });

  it('reads back as what was written, whatever a payer wrote', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ab"\',;\r\n\t=+-@ äß€🎉')) });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (cells) => {
        const read = parse(csvLine(cells));
        expect(read).toHaveLength(cells.length);
        // Only apostrophes were added.
        const bare = (cell: string): string => cell.replaceAll("'", '');
        expect(read.map(bare)).toEqual(cells.map(bare));
      }),
      { numRuns: 1000 },
    );
  });

  it('has no cell that begins a formula, even if a program splits it by semicolons or tabs', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ab";\n\t=+-@ ')) });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (cells) => {
        const line = csvLine(['Date', ...cells]).trimEnd();
        const splits = [parse(`${line}\r\n`), splitBy(line, /[;\t\n]/)];
        for (const cell of splits.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      }),
      { numRuns: 1000 },
    );
  });
});
