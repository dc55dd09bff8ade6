/**
 * Owns one line of paper: texts in their columns, and a label with its figure at the right edge.
 * A figure is never shortened: where it does not fit beside its label it takes a line of its own.
 */
import type { ColumnsBlock, TextAlign, TextSize } from "./receipt-document.ts";
import { displayWidth, wrapText } from "./text-columns.ts";

/** A text in its place. Columns are counted in characters of the line's own size. */
export interface LaidOutCell {
  readonly text: string;
  readonly startColumn: number;
  readonly align: TextAlign;
}

export interface LaidOutText {
  readonly kind: "text";
  readonly cells: readonly LaidOutCell[];
  readonly size: TextSize;
  readonly bold: boolean;
}

/** What the parts of the layout share. */
export interface PaperLayout {
  readonly columns: number;
  readonly clean: (text: string) => string;
}

/** One text on a line of its own. */
export const plainLine = (text: string, align: TextAlign, columns: number): LaidOutText => {
  const free = Math.max(0, columns - displayWidth(text));
  const startColumn = align === "left" ? 0 : align === "right" ? free : Math.floor(free / 2);
  return { kind: "text", cells: [{ text, startColumn, align }], size: "normal", bold: false };
};

/** A label may wrap; below this many columns it is unreadable and the figure takes the next line. */
const MIN_LABEL_COLUMNS = 10;

/** Puts the figure at the right edge of the label's last line, or of a line of its own where both do not fit. */
export const layoutColumns = (block: ColumnsBlock, paper: PaperLayout): readonly LaidOutText[] => {
  const left = paper.clean(block.left);
  const right = paper.clean(block.right);
  const style = { kind: "text", size: block.size, bold: block.bold } as const;
  const rightWidth = displayWidth(right);
  const room = paper.columns - block.indent - (rightWidth === 0 ? 0 : rightWidth + 1);
  const beside = room >= Math.min(displayWidth(left), MIN_LABEL_COLUMNS);
  const labels = wrapText(left, beside ? room : paper.columns - block.indent);
  const labelCell = (text: string): LaidOutCell => ({ text, startColumn: block.indent, align: "left" });
  const figureCell = (text: string): LaidOutCell => ({
    text,
    startColumn: Math.max(0, paper.columns - displayWidth(text)),
    align: "right",
  });
  if (rightWidth === 0) {
    return labels.map((text) => ({ ...style, cells: [labelCell(text)] }));
  }
  if (beside) {
    return labels.map((text, index) => ({
      ...style,
      cells: index === labels.length - 1 ? [labelCell(text), figureCell(right)] : [labelCell(text)],
    }));
  }
  return [...labels.map(labelCell), ...wrapText(right, paper.columns).map(figureCell)].map((cell) => ({
    ...style,
    cells: [cell],
  }));
};
