/**
 * Owns reading ESC/POS bytes back: the text that paper would show, what stands on it row by row, and what else the
 * printer would do. The virtual printer, the emulated one and the tests use it, so it knows only commands that the
 * encoder writes; anything else is reported, not guessed.
 */
import type { TextAlign } from "../../domain/receipt/receipt-document.ts";
import { decodeByte, type CodePageName } from "./code-page.ts";
import { codePageNumber, type PrinterProfile } from "./printer-profile.ts";

export type PrinterAction =
  | { readonly kind: "drawer"; readonly pin: 2 | 5; readonly onMs: number; readonly offMs: number }
  | { readonly kind: "barcode"; readonly value: string }
  | { readonly kind: "qr"; readonly value: string }
  | { readonly kind: "raster"; readonly widthDots: number; readonly heightDots: number }
  | { readonly kind: "cut" }
  | { readonly kind: "unknown"; readonly offset: number; readonly hex: string };

/** What one stretch of paper shows, from the top. Sizes are multiples of the normal letter's, 1 or 2. */
export type PaperRow =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly bold: boolean;
      readonly timesWide: number;
      readonly timesHigh: number;
      readonly align: TextAlign;
    }
  | {
      readonly kind: "barcode";
      readonly value: string;
      readonly moduleDots: number;
      readonly heightDots: number;
      readonly align: TextAlign;
    }
  | { readonly kind: "qr"; readonly value: string; readonly moduleDots: number; readonly align: TextAlign }
  | {
      readonly kind: "raster";
      readonly widthDots: number;
      readonly heightDots: number;
      readonly bits: Uint8Array;
      readonly align: TextAlign;
    }
  | { readonly kind: "cut" };

export interface ReadEscpos {
  readonly lines: readonly string[];
  readonly rows: readonly PaperRow[];
  readonly actions: readonly PrinterAction[];
}

/** Reads a whole job as a printer of this profile would. */
export const readEscpos = (bytes: Uint8Array, profile: PrinterProfile): ReadEscpos => {
  const reader: Reader = {
    bytes,
    profile,
    lines: [],
    rows: [],
    actions: [],
    line: "",
    page: profile.codePage,
    style: PLAIN,
    qr: NO_QR,
  };
  let offset = 0;
  while (offset < bytes.length) {
    offset += readOne(reader, offset);
  }
  if (reader.line !== "") {
    endLine(reader);
  }
  return { lines: reader.lines, rows: reader.rows, actions: reader.actions };
};

interface Style {
  readonly bold: boolean;
  readonly timesWide: number;
  readonly timesHigh: number;
  readonly align: TextAlign;
  readonly moduleDots: number;
  readonly barcodeDots: number;
}

/** After ESC @, by Epson's reference: bars of 3 dots, 162 dots high. */
const PLAIN: Style = {
  bold: false,
  timesWide: 1,
  timesHigh: 1,
  align: "left",
  moduleDots: 3,
  barcodeDots: 162,
};

interface StoredQr {
  readonly value: string;
  readonly moduleDots: number;
}

/** By Epson's reference: 3 dots. */
const NO_QR: StoredQr = { value: "", moduleDots: 3 };

interface Reader {
  readonly bytes: Uint8Array;
  readonly profile: PrinterProfile;
  readonly lines: string[];
  readonly rows: PaperRow[];
  readonly actions: PrinterAction[];
  line: string;
  page: CodePageName;
  style: Style;
  qr: StoredQr;
}

const endLine = (reader: Reader): void => {
  const { bold, timesWide, timesHigh, align } = reader.style;
  reader.lines.push(reader.line);
  reader.rows.push({ kind: "text", text: reader.line, bold, timesWide, timesHigh, align });
  reader.line = "";
};

const at = (reader: Reader, offset: number): number => reader.bytes[offset] ?? 0;

/** Lengths of commands that change nothing here: lead byte, then command byte. */
const SILENT: Readonly<Record<number, Readonly<Record<number, number>>>> = {
  0x1b: { 0x52: 3 },
  0x1c: { 0x2e: 2 },
  0x1d: { 0x48: 3, 0x66: 3, 0x72: 3 },
  0x10: { 0x04: 3 },
};

const ALIGNS: readonly TextAlign[] = ["left", "center", "right"];

/** Commands of three bytes that say how what follows looks, by their first two. */
const STYLES: Readonly<Record<number, (n: number) => Partial<Style>>> = {
  0x1b45: (n) => ({ bold: (n & 1) === 1 }),
  0x1b61: (n) => ({ align: ALIGNS[n] ?? "left" }),
  0x1d21: (n) => ({ timesWide: (n >> 4) + 1, timesHigh: (n & 0x0f) + 1 }),
  0x1d68: (n) => ({ barcodeDots: n }),
  0x1d77: (n) => ({ moduleDots: n }),
};

/** Handles what stands at an offset and says how many bytes it took. */
const readOne = (reader: Reader, offset: number): number => {
  const byte = at(reader, offset);
  if (byte === 0x0a) {
    endLine(reader);
    return 1;
  }
  if (byte >= 0x20) {
    reader.line += decodeByte(byte, reader.page);
    return 1;
  }
  const silent = SILENT[byte]?.[at(reader, offset + 1)];
  return silent ?? readCommand(reader, offset);
};

const readCommand = (reader: Reader, offset: number): number => {
  const [second, n] = [at(reader, offset + 1), at(reader, offset + 2)];
  const command = (at(reader, offset) << 8) | second;
  const change = STYLES[command];
  if (change !== undefined) {
    reader.style = { ...reader.style, ...change(n) };
    return 3;
  }
  switch (command) {
    case 0x1b40:
      reader.style = PLAIN;
      return 2;
    case 0x1b74:
      reader.page = pageOf(reader.profile, n);
      return 3;
    case 0x1b64:
      for (let count = 0; count < n; count += 1) {
        endLine(reader);
      }
      return 3;
    case 0x1b70:
      reader.actions.push({
        kind: "drawer",
        pin: n === 0 ? 2 : 5,
        onMs: at(reader, offset + 3) * 2,
        offMs: at(reader, offset + 4) * 2,
      });
      return 5;
    case 0x1d56:
      reader.actions.push({ kind: "cut" });
      reader.rows.push({ kind: "cut" });
      return 3;
    case 0x1d28:
      return n === 0x6b ? readQr(reader, offset) : readUnknown(reader, offset);
    case 0x1d6b:
      return readBarcode(reader, offset);
    case 0x1d76:
      return readRaster(reader, offset);
    default:
      return readUnknown(reader, offset);
  }
};

const readUnknown = (reader: Reader, offset: number): number => {
  const hex = Buffer.from(reader.bytes.subarray(offset, offset + 4)).toString("hex");
  reader.actions.push({ kind: "unknown", offset, hex });
  return 1;
};

/** GS ( k pL pH 49 fn: module size (67), store (80), print (81); what else is said of the symbol changes no data. */
const readQr = (reader: Reader, offset: number): number => {
  const length = at(reader, offset + 3) + at(reader, offset + 4) * 256;
  const fn = at(reader, offset + 6);
  const end = offset + 5 + length;
  if (fn === 67) {
    reader.qr = { ...reader.qr, moduleDots: at(reader, offset + 7) };
  } else if (fn === 80) {
    reader.qr = { ...reader.qr, value: new TextDecoder().decode(reader.bytes.subarray(offset + 8, end)) };
  } else if (fn === 81) {
    const { value, moduleDots } = reader.qr;
    reader.actions.push({ kind: "qr", value });
    reader.rows.push({ kind: "qr", value, moduleDots, align: reader.style.align });
    reader.lines.push(`[#] ${value} [#]`);
  }
  return 5 + length;
};

const pageOf = (profile: PrinterProfile, number: number): CodePageName =>
  [profile.codePage, ...profile.otherCodePages].find((page) => codePageNumber(profile, page) === number) ??
  profile.codePage;

/** GS k 73 n: code sets B and C as the encoder uses them. */
const readBarcode = (reader: Reader, offset: number): number => {
  const length = at(reader, offset + 3);
  const data = reader.bytes.subarray(offset + 4, offset + 4 + length);
  let value = "";
  let pairs = false;
  for (let index = 0; index < data.length; index += 1) {
    const byte = data[index] ?? 0;
    if (byte !== 0x7b) {
      value += pairs ? String(byte).padStart(2, "0") : String.fromCharCode(byte);
      continue;
    }
    index += 1;
    if (data[index] === 0x7b) {
      value += "{";
    } else {
      pairs = data[index] === 0x43;
    }
  }
  reader.actions.push({ kind: "barcode", value });
  const { align, moduleDots, barcodeDots } = reader.style;
  reader.rows.push({ kind: "barcode", value, moduleDots, heightDots: barcodeDots, align });
  const columns = reader.profile.columns;
  reader.lines.push(`||| ${value} |||`.padStart(Math.floor((columns + value.length + 8) / 2)));
  return 4 + length;
};

const readRaster = (reader: Reader, offset: number): number => {
  const rowBytes = at(reader, offset + 4) + at(reader, offset + 5) * 256;
  const heightDots = at(reader, offset + 6) + at(reader, offset + 7) * 256;
  const bits = reader.bytes.slice(offset + 8, offset + 8 + rowBytes * heightDots);
  reader.actions.push({ kind: "raster", widthDots: rowBytes * 8, heightDots });
  reader.rows.push({ kind: "raster", widthDots: rowBytes * 8, heightDots, bits, align: reader.style.align });
  reader.lines.push(`[a line drawn as ${rowBytes * 8} x ${heightDots} dots]`);
  return 8 + rowBytes * heightDots;
};
