/**
 * Owns what a till must know of a printer model to write for it: its paper, its letters, its cutter and its drawer
 * connector. Plain settings, no connection. Start from a preset and override what the test page shows to be wrong.
 */
import { epsonCodePageNumber, type CodePageName } from "./code-page.ts";

/** The drawer's pulse, at the printer's connector pin 2 or 5. Times are even milliseconds, at most 510. */
export interface DrawerPulse {
  readonly pin: 2 | 5;
  readonly onMs: number;
  readonly offMs: number;
}

export interface PrinterProfile {
  readonly name: string;
  /** Characters of normal size in a line. */
  readonly columns: number;
  /** Printable dots across: 576 on 80 mm paper, 384 on 58 mm. */
  readonly widthDots: number;
  readonly codePage: CodePageName;
  /** Pages to switch to for letters that the first one lacks, in this order. */
  readonly otherCodePages: readonly CodePageName[];
  /** Where this printer's ESC t numbers are not Epson's. */
  readonly codePageNumbers: Partial<Readonly<Record<CodePageName, number>>>;
  readonly cut: "full" | "partial" | "none";
  /** null when no drawer is connected to this printer. */
  readonly drawer: DrawerPulse | null;
  /** Chinese models start in a two-byte mode that swallows every letter above ASCII: true sends FS . first. */
  readonly leavesKanjiMode: boolean;
}

const standardPulse: DrawerPulse = { pin: 2, onMs: 50, offMs: 500 };

const epson80: PrinterProfile = {
  name: "epson-80mm",
  columns: 48,
  widthDots: 576,
  codePage: "CP858",
  otherCodePages: ["WPC1252", "CP852", "CP857", "CP737", "CP866"],
  codePageNumbers: {},
  cut: "partial",
  drawer: standardPulse,
  leavesKanjiMode: false,
};

/** Presets by name: Epson and generic ESC/POS models on 80 mm, and 58 mm printers without a cutter. */
export const printerProfiles = {
  "epson-80mm": epson80,
  "generic-80mm": { ...epson80, name: "generic-80mm", otherCodePages: [], leavesKanjiMode: true },
  "generic-80mm-42": {
    ...epson80,
    name: "generic-80mm-42",
    columns: 42,
    otherCodePages: [],
    leavesKanjiMode: true,
  },
  "generic-58mm": {
    ...epson80,
    name: "generic-58mm",
    columns: 32,
    widthDots: 384,
    otherCodePages: [],
    cut: "none",
    leavesKanjiMode: true,
  },
} as const satisfies Readonly<Record<string, PrinterProfile>>;

/** The code page whose letters a language needs: Turkish has its own, the rest of our languages share CP858. */
export const codePageForLocale = (locale: string): CodePageName =>
  new Intl.Locale(locale).language === "tr" ? "CP857" : "CP858";

/** n of ESC t n for a page on this printer. */
export const codePageNumber = (profile: PrinterProfile, page: CodePageName): number =>
  profile.codePageNumbers[page] ?? epsonCodePageNumber(page);
