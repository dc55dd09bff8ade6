/**
 * Owns what a receipt is before anyone knows on what it appears: an ordered list of typed blocks, with texts already
 * in the shop's language and figures already formatted. Plain data, so it crosses IPC and can be shown on screen.
 * Knows no column count and no printer; every renderer must show every block.
 */

export type TextAlign = "left" | "center" | "right";

/** `tall` is twice as high and keeps its columns; `big` is twice as high and wide, so it halves the columns. */
export type TextSize = "normal" | "tall" | "big";

export interface TextBlock {
  readonly kind: "text";
  readonly text: string;
  readonly align: TextAlign;
  readonly bold: boolean;
  readonly size: TextSize;
}

/** A label on the left and a figure on the right. The figure is never cut. */
export interface ColumnsBlock {
  readonly kind: "columns";
  readonly left: string;
  readonly right: string;
  readonly bold: boolean;
  readonly size: "normal" | "tall";
  /** Columns by which the label is set in. */
  readonly indent: number;
}

export interface RuleBlock {
  readonly kind: "rule";
  readonly style: "single" | "double";
}

/** Something that changed a line's amount, with the signed amount as printed. */
export interface ItemAdjustment {
  readonly label: string;
  readonly amount: string;
}

/** One line of the sale. Without `detail` (one unit at its price) name and amount share a row. */
export interface ItemBlock {
  readonly kind: "item";
  readonly name: string;
  readonly detail: string | null;
  readonly amount: string;
  readonly adjustments: readonly ItemAdjustment[];
  readonly notes: readonly string[];
}

/** A small table of figures; the first column is left-aligned, the others right-aligned. */
export interface TableBlock {
  readonly kind: "table";
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface BarcodeBlock {
  readonly kind: "barcode";
  readonly symbology: "CODE128";
  readonly value: string;
}

/** For phones: an address or a code that is too long to type. What it is for stands in a text beside it. */
export interface QrBlock {
  readonly kind: "qr";
  readonly value: string;
}

/** The shop's picture, as the till has it when it prints or shows: a document carries no dots. */
export interface LogoBlock {
  readonly kind: "logo";
}

export interface SpacerBlock {
  readonly kind: "spacer";
  readonly lines: number;
}

export interface CutBlock {
  readonly kind: "cut";
}

export type ReceiptBlock =
  | TextBlock
  | ColumnsBlock
  | RuleBlock
  | ItemBlock
  | TableBlock
  | BarcodeBlock
  | QrBlock
  | LogoBlock
  | SpacerBlock
  | CutBlock;

export interface ReceiptDocument {
  /** BCP 47: the language of the texts (a screen reader and a rasteriser want to know). */
  readonly locale: string;
  readonly blocks: readonly ReceiptBlock[];
}

export const textBlock = (
  text: string,
  style: Partial<Pick<TextBlock, "align" | "bold" | "size">> = {},
): TextBlock => ({ kind: "text", text, align: "left", bold: false, size: "normal", ...style });

export const columnsBlock = (
  cells: { readonly left: string; readonly right: string },
  style: Partial<Pick<ColumnsBlock, "bold" | "size" | "indent">> = {},
): ColumnsBlock => ({ kind: "columns", ...cells, bold: false, size: "normal", indent: 0, ...style });

export const ruleBlock = (style: RuleBlock["style"] = "single"): RuleBlock => ({ kind: "rule", style });

export const spacerBlock = (lines = 1): SpacerBlock => ({ kind: "spacer", lines });

export const barcodeBlock = (value: string): BarcodeBlock => ({
  kind: "barcode",
  symbology: "CODE128",
  value,
});

export const qrBlock = (value: string): QrBlock => ({ kind: "qr", value });

export const logoBlock: LogoBlock = { kind: "logo" };

export const cutBlock: CutBlock = { kind: "cut" };
