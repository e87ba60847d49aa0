/** Tables as CSV, so that German spreadsheets open them as they are. Runs anywhere. */

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

function cellOf(text: string): string {
  const defused = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
