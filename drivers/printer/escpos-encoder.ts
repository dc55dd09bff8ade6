/**
 * Owns turning a receipt into the bytes of an ESC/POS printer. node-thermal-printer builds the commands; letters are
 * encoded here, because the library changes code pages behind our back and lets control bytes through.
 * Invariants: the drawer's pulse is there exactly once and before the body, or not at all; no byte of a text is a
 * command; every line of the layout is printed, if need be with "?" for a letter.
 */
import { BreakLine, PrinterTypes, ThermalPrinter } from "node-thermal-printer";
import type { LaidOutText } from "../../domain/receipt/layout-columns.ts";
import { layoutReceipt, type LaidOutLine } from "../../domain/receipt/layout-receipt.ts";
import type { ReceiptDocument, TextSize } from "../../domain/receipt/receipt-document.ts";
import { lineText } from "../../domain/receipt/render-text.ts";
import { wrapText } from "../../domain/receipt/text-columns.ts";
import { encodeCode128, moduleWidthDots } from "./code128-data.ts";
import { encodeQr } from "./qr-data.ts";
import { encodeCharacter, type CodePageName } from "./code-page.ts";
import { drawerPulseBytes } from "./drawer-pulse.ts";
import { fitText, isEncodable } from "./fit-text.ts";
import { codePageNumber, type PrinterProfile } from "./printer-profile.ts";
import { rasterBands, rasterBytes, type MonoBitmap, type RasterizeLine } from "./raster-line.ts";

export interface EncodeReceiptOptions {
  readonly document: ReceiptDocument;
  readonly profile: PrinterProfile;
  /** Asks for the pulse; ignored when the profile has no drawer. */
  readonly openDrawer: boolean;
  /** Draws lines in scripts that the printer lacks; null prints "?" for such letters. */
  readonly rasterizeLine: RasterizeLine | null;
  /** The shop's picture for paper of so many dots; default: none, and nothing is printed in its place. */
  readonly logo?: (widthDots: number) => MonoBitmap | null;
}

/** All bytes of a job, to be sent as they are, once. */
export const encodeReceipt = (options: EncodeReceiptOptions): Uint8Array => {
  const { document, profile, openDrawer, rasterizeLine } = options;
  const pages = [profile.codePage, ...profile.otherCodePages];
  const lines = layoutReceipt(document, {
    columns: profile.columns,
    mapText: (text) => fitText(text, { pages, keepUnknown: rasterizeLine !== null }),
  });
  const printer = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: "",
    width: profile.columns,
    breakLine: BreakLine.NONE,
  });
  const writer: Writer = { ...options, pages, printer, page: null, bold: false, size: "normal" };
  const pulse = openDrawer && profile.drawer !== null ? drawerPulseBytes(profile.drawer) : [];
  const chunks: Uint8Array[] = [Buffer.from([0x1b, 0x40, ...pulse])];
  for (const line of lines) {
    writeLine(line, writer);
    chunks.push(takeBytes(printer));
  }
  return Uint8Array.from(Buffer.concat(chunks));
};

/** Empties the builder line by line: it copies all that it holds at every command. */
const takeBytes = (printer: ThermalPrinter): Buffer => {
  const bytes: Buffer | null = printer.getBuffer();
  printer.clear();
  return bytes ?? Buffer.alloc(0);
};

/** The printer's state as far as it matters for the next byte. `page` is null after a reset. */
interface Writer extends EncodeReceiptOptions {
  readonly pages: readonly CodePageName[];
  readonly printer: ThermalPrinter;
  page: CodePageName | null;
  bold: boolean;
  size: TextSize;
}

const writeLine = (line: LaidOutLine, writer: Writer): void => {
  switch (line.kind) {
    case "text":
      return writeText(line, writer);
    case "barcode":
      return writeBarcode(line.value, writer);
    case "qr":
      return writeQr(line.value, writer);
    case "logo":
      return writeLogo(writer);
    case "feed":
      for (let count = 0; count < line.lines; count += 1) {
        writer.printer.newLine();
      }
      return;
    case "cut":
      return writeCut(writer);
  }
};

const writeText = (line: LaidOutText, writer: Writer): void => {
  const text = lineText(line);
  if (!isEncodable(text, writer.pages)) {
    const { columns, widthDots } = writer.profile;
    const bitmap =
      writer.rasterizeLine?.({ line, columns, widthDots, locale: writer.document.locale }) ?? null;
    if (bitmap !== null) {
      writer.printer.add(Buffer.from(rasterBytes(bitmap)));
      return;
    }
  }
  setStyle(line, writer);
  writer.printer.add(encodeText(fitText(text, { pages: writer.pages, keepUnknown: false }), writer));
  writer.printer.newLine();
};

const setStyle = (line: LaidOutText, writer: Writer): void => {
  if (line.bold !== writer.bold) {
    writer.printer.bold(line.bold);
    writer.bold = line.bold;
  }
  if (line.size !== writer.size) {
    // The library calls its first argument height, but GS ! has the width in the high half: (0, 1) is twice as high.
    writer.printer.setTextSize(line.size === "big" ? 1 : 0, line.size === "normal" ? 0 : 1);
    writer.size = line.size;
  }
};

/** Bytes of a text, with page switches where a letter needs one. Stays on a page as long as it has the letters. */
const encodeText = (text: string, writer: Writer): Buffer => {
  const bytes: number[] = [];
  for (const character of text) {
    const current = writer.page ?? writer.profile.codePage;
    const missing = encodeCharacter(character, current) === null;
    const other = missing
      ? writer.pages.find((name) => encodeCharacter(character, name) !== null)
      : undefined;
    const page = other ?? current;
    if (page !== writer.page) {
      bytes.push(...selectPage(page, writer));
    }
    bytes.push(encodeCharacter(character, page) ?? 0x3f);
  }
  return Buffer.from(bytes);
};

/** After a reset also leaves the two-byte mode and a national variant of ASCII (ESC R), in which "#" may print as "Pt". */
const selectPage = (page: CodePageName, writer: Writer): readonly number[] => {
  const afterReset = writer.page === null ? [0x1b, 0x52, 0x00] : [];
  const leaveKanji = writer.page === null && writer.profile.leavesKanjiMode ? [0x1c, 0x2e] : [];
  writer.page = page;
  return [...leaveKanji, ...afterReset, 0x1b, 0x74, codePageNumber(writer.profile, page)];
};

/** GS k type 73. */
const CODE128 = 73;
const BARCODE_HEIGHT_DOTS = 80;
const HRI_BELOW = 2;

const writeBarcode = (value: string, writer: Writer): void => {
  const { printer, profile } = writer;
  const code = encodeCode128(value);
  const width = code === null ? null : moduleWidthDots(code.modules, profile.widthDots);
  printer.alignCenter();
  if (code === null || width === null) {
    writeAsText(value, writer);
  } else {
    printer.printBarcode(code.data, CODE128, {
      hriPos: HRI_BELOW,
      hriFont: 0,
      width,
      height: BARCODE_HEIGHT_DOTS,
    });
  }
  printer.alignLeft();
};

const writeQr = (value: string, writer: Writer): void => {
  const { printer } = writer;
  const bytes = encodeQr(value);
  printer.alignCenter();
  if (bytes === null) {
    writeAsText(value, writer);
  } else {
    printer.add(Buffer.from(bytes));
  }
  printer.alignLeft();
};

const writeLogo = ({ printer, profile, logo }: Writer): void => {
  const bitmap = logo?.(profile.widthDots) ?? null;
  if (bitmap === null) {
    return;
  }
  printer.alignCenter();
  for (const band of rasterBands(bitmap)) {
    printer.add(Buffer.from(band));
  }
  printer.alignLeft();
};

/** A code that cannot be drawn can still be typed. */
const writeAsText = (value: string, writer: Writer): void => {
  const fitted = fitText(value, { pages: writer.pages, keepUnknown: false });
  for (const part of wrapText(fitted, writer.profile.columns)) {
    writer.printer.add(encodeText(part, writer));
    writer.printer.newLine();
  }
};

const writeCut = (writer: Writer): void => {
  const { printer, profile } = writer;
  if (profile.cut === "none") {
    printer.printVerticalTab();
    return;
  }
  // Feeds four lines to bring the last one past the knife, cuts, and resets the printer.
  const feedOnce = { verticalTabAmount: 1 };
  if (profile.cut === "full") {
    printer.cut(feedOnce);
  } else {
    printer.partialCut(feedOnce);
  }
  writer.page = null;
  writer.bold = false;
  writer.size = "normal";
};
