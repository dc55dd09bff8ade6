/**
 * Owns placing a receipt's blocks on paper of a given width: which text stands in which columns of which line.
 * The text renderer and the printer encoder both print exactly these lines, so what is tested as text is what prints.
 * No line is wider than the paper. A figure is never shortened: it moves to a line of its own instead.
 */
import { layoutColumns, plainLine, type LaidOutText, type PaperLayout } from "./layout-columns.ts";
import { layoutTable } from "./layout-table.ts";
import type { ItemBlock, ReceiptBlock, ReceiptDocument, TextBlock } from "./receipt-document.ts";
import { cleanText, wrapText } from "./text-columns.ts";

export type LaidOutLine =
  | LaidOutText
  | { readonly kind: "barcode"; readonly value: string }
  | { readonly kind: "qr"; readonly value: string }
  | { readonly kind: "logo" }
  | { readonly kind: "feed"; readonly lines: number }
  | { readonly kind: "cut" };

export interface LayoutOptions {
  /** Characters of normal size in a line: 32, 42 or 48 on common paper. At least 16. */
  readonly columns: number;
  /** Last change to every text before it is measured, for a printer without some letters. */
  readonly mapText?: (text: string) => string;
}

/** Lays every block out in order. */
export const layoutReceipt = (document: ReceiptDocument, options: LayoutOptions): readonly LaidOutLine[] => {
  if (!Number.isInteger(options.columns) || options.columns < 16) {
    throw new RangeError(`A receipt needs at least 16 columns, not ${options.columns}`);
  }
  const mapText = options.mapText ?? ((text) => text);
  const paper = { columns: options.columns, clean: (text: string) => mapText(cleanText(text)) };
  return document.blocks.flatMap((block) => layoutBlock(block, paper));
};

const layoutBlock = (block: ReceiptBlock, paper: PaperLayout): readonly LaidOutLine[] => {
  switch (block.kind) {
    case "text":
      return layoutText(block, paper);
    case "columns":
      return layoutColumns(block, paper);
    case "rule":
      return [plainLine((block.style === "double" ? "=" : "-").repeat(paper.columns), "left", paper.columns)];
    case "item":
      return layoutItem(block, paper);
    case "table":
      return layoutTable(block, paper);
    case "barcode":
      return [{ kind: "barcode", value: block.value }];
    case "qr":
      return [{ kind: "qr", value: block.value }];
    case "logo":
      return [{ kind: "logo" }];
    case "spacer":
      return [{ kind: "feed", lines: block.lines }];
    case "cut":
      return [{ kind: "cut" }];
  }
};

const layoutText = (block: TextBlock, paper: PaperLayout): readonly LaidOutLine[] => {
  const columns = block.size === "big" ? Math.floor(paper.columns / 2) : paper.columns;
  return wrapText(paper.clean(block.text), columns).map((text) => ({
    ...plainLine(text, block.align, columns),
    size: block.size,
    bold: block.bold,
  }));
};

const layoutItem = (block: ItemBlock, paper: PaperLayout): readonly LaidOutLine[] => {
  const style = { kind: "columns", bold: false, size: "normal" } as const;
  const priced =
    block.detail === null
      ? layoutColumns({ ...style, left: block.name, right: block.amount, indent: 0 }, paper)
      : [
          ...wrapText(paper.clean(block.name), paper.columns).map((text) =>
            plainLine(text, "left", paper.columns),
          ),
          ...layoutColumns({ ...style, left: block.detail, right: block.amount, indent: 2 }, paper),
        ];
  const adjustments = block.adjustments.flatMap(({ label, amount }) =>
    layoutColumns({ ...style, left: label, right: amount, indent: 2 }, paper),
  );
  const notes = block.notes.flatMap((note) =>
    layoutColumns({ ...style, left: `* ${note}`, right: "", indent: 2 }, paper),
  );
  return [...priced, ...adjustments, ...notes];
};
