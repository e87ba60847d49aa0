/**
 * The grid of a table: where each cell stands. What has been pasted or written by hand may have rows of
 * different lengths and cells that reach over the edge; office files and PDF take neither. Runs anywhere.
 */
import type { Cell } from './blocks';

/** Word opens no table with more columns. */
const mostColumns = 63;

type Wanted = Pick<Cell, 'colspan' | 'rowspan' | 'header' | 'blocks'>;

/** @returns rows in which every place belongs to exactly one cell; what was missing is an empty cell */
export function placed(wanted: readonly (readonly Wanted[])[]): { columns: number; rows: Cell[][] } {
  const taken = wanted.map(() => new Set<number>());
  const rows: Cell[][] = wanted.map(() => []);
  const isFree = (row: number, column: number) => !taken[row]!.has(column);

  const put = (row: number, column: number, cell: Wanted): void => {
    const rowspan = Math.min(cell.rowspan, wanted.length - row);
    let colspan = 1;
    const widest = Math.min(cell.colspan, mostColumns - column);
    while (colspan < widest && isFree(row, column + colspan)) colspan++;
    for (let y = row; y < row + rowspan; y++) {
      for (let x = column; x < column + colspan; x++) taken[y]!.add(x);
    }
    rows[row]!.push({ ...cell, blocks: [...cell.blocks], column, colspan, rowspan });
  };

  wanted.forEach((cells, row) => {
    let column = 0;
    for (const cell of cells) {
      while (!isFree(row, column)) column++;
      if (column < mostColumns) put(row, column, cell);
      else rows[row]!.at(-1)?.blocks.push(...cell.blocks);
    }
  });
  let columns = 1;
  for (const places of taken) for (const place of places) columns = Math.max(columns, place + 1);
  for (const [row, cells] of rows.entries()) {
    for (let column = 0; column < columns; column++) {
      if (isFree(row, column)) put(row, column, { colspan: 1, rowspan: 1, header: null, blocks: [] });
    }
    cells.sort((a, b) => a.column - b.column);
  }
  return { columns, rows };
}

/** How many rows from the first hold nothing but header cells, and end with them. */
export function headerRowsOf(rows: readonly (readonly Cell[])[]): number {
  const until = rows.findIndex((row) => !row.every(({ header }) => header === 'column'));
  // A table of nothing but headers has no head.
  if (until < 1) return 0;
  const reaches = rows.slice(0, until).some((row, index) => row.some(({ rowspan }) => index + rowspan > until));
  return reaches ? 0 : until;
}
