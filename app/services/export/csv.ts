/** Tables as CSV, so that German spreadsheets open them as they are. Runs anywhere. */
import { attachment, fileName } from './file-name';

/** Tells Excel that what follows is UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * A table as a CSV file: RFC 4180 with semicolons, in UTF-8 with a byte order mark.
 *
 * Cells that a spreadsheet would take for a formula (they begin with `=`, `+`, `-`, `@`, a tab or a line
 * break) get an apostrophe in front: what people have written must not be reckoned with.
 *
 * @param head the names of the columns
 * @param rows the lines, each with a cell a column
 */
export function csvOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return byteOrderMark + [head, ...rows].map((row) => `${row.map(cellOf).join(';')}\r\n`).join('');
}

/** An answer that hands such a table out as a file; `name` without its ending. */
export const csvResponse = (csv: string, name: string): Response =>
  new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': attachment(fileName(name, 'csv')),
    },
  });

function cellOf(text: string): string {
  const defused = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
