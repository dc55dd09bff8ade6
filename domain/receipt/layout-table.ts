/**
 * Owns placing a small table of figures. Where the columns do not fit side by side, each row becomes a list of
 * "heading ... figure" lines: narrow paper costs length, never a digit.
 */
import { layoutColumns, type LaidOutCell, type LaidOutText, type PaperLayout } from "./layout-columns.ts";
import { columnsBlock, type TableBlock } from "./receipt-document.ts";
import { displayWidth } from "./text-columns.ts";

/** Between columns; with one, figures that group their digits by spaces would run together. */
const GAP_COLUMNS = 2;

/** Lays a table out side by side if it fits, else stacked. */
export const layoutTable = (table: TableBlock, paper: PaperLayout): readonly LaidOutText[] => {
  const grid = [table.header, ...table.rows].map((row) => row.map(paper.clean));
  const widths = columnWidths(grid);
  const gaps = GAP_COLUMNS * Math.max(0, widths.length - 1);
  const spare = paper.columns - gaps - widths.reduce((sum, width) => sum + width, 0);
  return spare < 0 ? stackRows(table, paper) : sideBySide(grid, spreadSpare(widths, spare));
};

const columnWidths = (grid: readonly (readonly string[])[]): readonly number[] => {
  const count = Math.max(0, ...grid.map((row) => row.length));
  return Array.from({ length: count }, (_, index) =>
    Math.max(0, ...grid.map((row) => displayWidth(row[index] ?? ""))),
  );
};

/** Widens the figure columns evenly until the table is as wide as the paper. */
const spreadSpare = (widths: readonly number[], spare: number): readonly number[] => {
  const figures = widths.length - 1;
  if (figures < 1) {
    return widths;
  }
  const each = Math.floor(spare / figures);
  const first = (widths[0] ?? 0) + (spare - each * figures);
  return [first, ...widths.slice(1).map((width) => width + each)];
};

const sideBySide = (
  grid: readonly (readonly string[])[],
  widths: readonly number[],
): readonly LaidOutText[] =>
  grid.map((row) => {
    let edge = 0;
    const cells = widths.map((width, index): LaidOutCell => {
      const text = row[index] ?? "";
      const start = edge;
      edge += width + GAP_COLUMNS;
      return index === 0
        ? { text, startColumn: start, align: "left" }
        : { text, startColumn: start + width - displayWidth(text), align: "right" };
    });
    return { kind: "text", cells, size: "normal", bold: false };
  });

const stackRows = (table: TableBlock, paper: PaperLayout): readonly LaidOutText[] =>
  table.rows.flatMap((row) =>
    row.flatMap((right, index) =>
      layoutColumns(
        columnsBlock({ left: table.header[index] ?? "", right }, { indent: index === 0 ? 0 : 2 }),
        paper,
      ),
    ),
  );
