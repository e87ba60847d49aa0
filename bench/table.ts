/** What a measurement says, and how the table of all of them is printed. */

export type Row = {
  what: string;
  /** What it is held against in the same run; empty where the figure stands alone. */
  baseline: string;
  measured: string;
  /** Ours over the baseline's. */
  ratio?: number;
  /** What is promised, in words, and whether it was reached. */
  promise: string;
  kept: boolean | null;
};

export function printTable(rows: Row[]): void {
  const head = ['what', 'measured', 'baseline', 'ratio', 'to reach', ''];
  const lines = rows.map((row) => [
    row.what,
    row.measured,
    row.baseline,
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.promise,
    row.kept === null ? '' : row.kept ? 'yes' : 'NO',
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]!.length)));
  for (const line of [head, widths.map((width) => '-'.repeat(width)), ...lines]) {
    console.log(line.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
  }
}

/** The middle of several runs; machines are noisy. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
