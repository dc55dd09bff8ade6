import { ThermalPrinter, type BreakLine, type CharacterSet, type PrinterTypes } from "node-thermal-printer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildSaleReceipt } from "../../../../domain/receipt/build-sale-receipt.ts";
import {
  barcodeBlock,
  qrBlock,
  columnsBlock,
  cutBlock,
  textBlock,
  type ReceiptBlock,
} from "../../../../domain/receipt/receipt-document.ts";
import { decodeByte, encodeCharacter, type CodePageName } from "../../../../drivers/printer/code-page.ts";
import { encodeReceipt } from "../../../../drivers/printer/escpos-encoder.ts";
import { printerProfiles, type PrinterProfile } from "../../../../drivers/printer/printer-profile.ts";
import type { MonoBitmap, RasterizeLine } from "../../../../drivers/printer/raster-line.ts";
import { readEscpos } from "../../../../drivers/printer/read-escpos.ts";
import { storeSale } from "../../../support/sale-arbitrary.ts";

const plain: PrinterProfile = { ...printerProfiles["generic-80mm"], leavesKanjiMode: false, cut: "none" };
const withPage = (codePage: CodePageName): PrinterProfile => ({ ...plain, codePage });

interface Encode {
  readonly profile?: PrinterProfile;
  readonly openDrawer?: boolean;
  readonly rasterizeLine?: RasterizeLine;
}

const encode = (blocks: readonly ReceiptBlock[], options: Encode = {}): Uint8Array =>
  encodeReceipt({
    document: { locale: "en-GB", blocks },
    profile: options.profile ?? plain,
    openDrawer: options.openDrawer ?? false,
    rasterizeLine: options.rasterizeLine ?? null,
  });
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const START = "1b40";

describe("letters", () => {
  it.each<[CodePageName, string, string]>([
    ["CP858", "€ñÑ", "1b7413d5a4a5"],
    ["CP857", "ğĞıİşŞ", "1b740da7a68d989f9e"],
    ["WPC1252", "€ñÑ", "1b741080f1d1"],
    ["ISO8859-15", "€ñÑ", "1b7428a4f1d1"],
    ["WPC1254", "ğĞıİşŞ€", "1b7430f0d0fdddfede80"],
  ])("on %s: %s", (page, text, bytes) => {
    expect(hex(encode([textBlock(text)], { profile: withPage(page) }))).toBe(`${START}1b5200${bytes}0a`);
  });

  it.each<[CodePageName, keyof typeof CharacterSet]>([
    ["CP437", "PC437_USA"],
    ["CP850", "PC850_MULTILINGUAL"],
    ["CP857", "PC857_TURKISH"],
    ["CP737", "PC737_GREEK"],
    ["WPC1252", "WPC1252"],
    ["CP866", "PC866_CYRILLIC2"],
    ["CP852", "PC852_LATIN2"],
    ["CP858", "PC858_EURO"],
    ["ISO8859-15", "ISO8859_15_LATIN9"],
    ["WPC1250", "WPC1250_LATIN2"],
    ["WPC1251", "WPC1251_CYRILLIC"],
    ["WPC1254", "WPC1254_TURKISH"],
  ])("of %s have the bytes that the library's tables give them", (page, characterSet) => {
    const printer = new ThermalPrinter({
      type: "epson" as PrinterTypes.EPSON,
      interface: "",
      breakLine: "NONE" as BreakLine.NONE,
      characterSet: characterSet as CharacterSet,
    });
    for (let byte = 0x80; byte <= 0xff; byte += 1) {
      const character = decodeByte(byte, page);
      if (character === "\ufffd") {
        continue;
      }
      printer.clear();
      printer.print(character);
      expect(hex(printer.getBuffer()).slice(6)).toBe(byte.toString(16));
      expect(encodeCharacter(character, page)).toBe(byte);
    }
  });

  it("that the page lacks are written with letters it has", () => {
    const bytes = encode([textBlock("Őszibarack – 3 ₺ “ok”")], { profile: withPage("CP858") });
    expect(readEscpos(bytes, withPage("CP858")).lines).toEqual(['Oszibarack - 3 TL "ok"']);
  });

  it("come from another page of the printer where it has them", () => {
    const profile: PrinterProfile = { ...plain, otherCodePages: ["CP866"] };
    expect(hex(encode([textBlock("a Чай é")], { profile }))).toBe(
      `${START}1b52001b741361201b741197a0a9201b7413820a`,
    );
  });

  it("use the printer's own number of a page", () => {
    const profile: PrinterProfile = { ...withPage("CP857"), codePageNumbers: { CP857: 61 } };
    expect(hex(encode([textBlock("ş")], { profile }))).toContain("1b743d9f");
  });

  it("that nobody has become question marks, and the figure stays", () => {
    const lines = readEscpos(encode([columnsBlock({ left: "قهوة 漢字", right: "12.50" })]), plain).lines;
    expect(lines[0]).toBe(`???? ????${"12.50".padStart(39)}`);
  });
});

describe("lines in other scripts", () => {
  const bitmap: MonoBitmap = { widthDots: 576, heightDots: 2, bits: new Uint8Array(144).fill(0xff) };

  it("are drawn when somebody can draw them, with the text in its columns", () => {
    const requests: unknown[] = [];
    const rasterizeLine: RasterizeLine = (request) => {
      requests.push(request.line.cells);
      return bitmap;
    };
    const bytes = encode([columnsBlock({ left: "قهوة", right: "12.50" }), textBlock("Tea")], {
      rasterizeLine,
    });
    expect(hex(bytes)).toContain(`${START}1d76300048000200${"ff".repeat(144)}`);
    expect(requests).toEqual([
      [
        { text: "قهوة", startColumn: 0, align: "left" },
        { text: "12.50", startColumn: 43, align: "right" },
      ],
    ]);
    expect(readEscpos(bytes, plain).lines).toContain("Tea");
  });

  it("fall back to question marks when nobody can", () => {
    const bytes = encode([columnsBlock({ left: "قهوة", right: "12.50" })], { rasterizeLine: () => null });
    expect(readEscpos(bytes, plain).lines[0]).toBe(`????${"12.50".padStart(44)}`);
  });
});

describe("the drawer", () => {
  it("is pulsed once, before the body, with pin and times of the profile", () => {
    const bytes = hex(encode([textBlock("Tea")], { openDrawer: true }));
    expect(bytes.startsWith(`${START}1b700019fa1b5200`)).toBe(true);
    expect(bytes.match(/1b70/g)).toHaveLength(1);
  });

  it("on pin 5 with other times", () => {
    const profile: PrinterProfile = { ...plain, drawer: { pin: 5, onMs: 100, offMs: 300 } };
    expect(hex(encode([textBlock("Tea")], { profile, openDrawer: true }))).toContain("1b70013296");
  });

  it.each([51, 0, 512])("refuses a pulse of %i ms", (onMs) => {
    const profile: PrinterProfile = { ...plain, drawer: { pin: 2, onMs, offMs: 500 } };
    expect(() => encode([textBlock("Tea")], { profile, openDrawer: true })).toThrow(RangeError);
  });

  it("stays shut when not asked for, or when there is none", () => {
    expect(hex(encode([textBlock("Tea")]))).not.toContain("1b70");
    expect(
      hex(encode([textBlock("Tea")], { profile: { ...plain, drawer: null }, openDrawer: true })),
    ).not.toContain("1b70");
  });
});

describe("commands", () => {
  it("in a product's name never reach the printer", () => {
    const evil = textBlock("Tea\u001bp\u0000\u0019\u00fa\u001dV\u0000\u0010\u0004\u0001");
    const read = readEscpos(encode([evil]), plain);
    expect(read.actions).toEqual([]);
    expect(read.lines[0]).toBe("TeapúV");
  });

  it("restore letters and style after a cut", () => {
    const profile: PrinterProfile = { ...plain, cut: "partial" };
    const bytes = hex(
      encode([textBlock("ñ", { bold: true }), cutBlock, textBlock("ñ", { bold: true })], { profile }),
    );
    expect(bytes).toBe(`${START}1b45011b52001b7413a40a1b64041d56011b401b45011b52001b7413a40a`);
  });

  it("leave the two-byte mode of Chinese models", () => {
    expect(hex(encode([textBlock("a")], { profile: printerProfiles["generic-80mm"] }))).toBe(
      `${START}1c2e1b52001b7413610a`,
    );
  });

  it("set sizes so that columns hold", () => {
    const sizes = [textBlock("a", { size: "tall" }), textBlock("b", { size: "big" }), textBlock("c")];
    expect(hex(encode(sizes))).toBe(`${START}1d21011b52001b7413610a1d2111620a1d2100630a`);
  });
});

describe("bar codes", () => {
  it("are CODE128 with the number below, centred", () => {
    const bytes = hex(encode([barcodeBlock("S1-T2-000042")]));
    expect(bytes).toBe(`${START}1b61011d48021d66001d77031d68501d6b490d7b4253312d54322d7b4300002a1b6100`);
  });

  it("are narrower on narrow paper, and text where they cannot fit", () => {
    const narrow = { ...printerProfiles["generic-58mm"] };
    expect(hex(encode([barcodeBlock("S1-T2-000042")], { profile: narrow }))).toContain("1d7702");
    const long = encode([barcodeBlock("STORE-NUMBER-1-TILL-2-000042")], { profile: narrow });
    expect(readEscpos(long, narrow).lines[0]).toBe("STORE-NUMBER-1-TILL-2-000042");
    expect(hex(long)).not.toContain("1d6b");
  });

  it.each(["S1-T2-000042", "S1-T2-1000000", "A{B1234", "12345", "x"])("read back as %s", (value) => {
    expect(readEscpos(encode([barcodeBlock(value)]), plain).actions).toEqual([{ kind: "barcode", value }]);
  });

  it("with letters outside ASCII become text", () => {
    expect(readEscpos(encode([barcodeBlock("Ş1-000001")]), plain).lines[0]).toBe("S1-000001");
  });
});

describe("QR codes", () => {
  it("are drawn by the printer from stored data, centred", () => {
    expect(hex(encode([qrBlock("AB")]))).toBe(
      `${START}1b61011d286b0400314132001d286b03003143061d286b03003145311d286b0500315030` +
        "41421d286b03003151301b6100",
    );
  });

  it.each(["https://tillwright.example/join?s=S1", "2900000000018", "Şifre: ığüşöç", "x".repeat(800)])(
    "read back as %s",
    (value) => {
      expect(readEscpos(encode([qrBlock(value)]), plain).actions).toEqual([{ kind: "qr", value }]);
    },
  );

  it("that no paper could hold are text", () => {
    const { actions, lines } = readEscpos(encode([qrBlock("y".repeat(801))]), plain);
    expect(actions).toEqual([]);
    expect(lines.join("")).toBe("y".repeat(801));
  });
});

describe("any receipt", () => {
  it("prints no more than its text, one bar code, one cut and one pulse", () => {
    const profile = printerProfiles["epson-80mm"];
    fc.assert(
      fc.property(storeSale(), ({ store, sale }) => {
        const document = buildSaleReceipt(sale, store, { copy: false });
        const read = readEscpos(
          encodeReceipt({ document, profile, openDrawer: true, rasterizeLine: null }),
          profile,
        );
        expect(read.actions).toEqual([
          { kind: "drawer", pin: 2, onMs: 50, offMs: 500 },
          { kind: "barcode", value: sale.receiptNumber },
          { kind: "cut" },
        ]);
        for (const line of read.lines) {
          expect(line.length).toBeLessThanOrEqual(48);
        }
        const figures = read.lines.map((line) => line.split(/ +/).at(-1));
        for (const block of document.blocks) {
          if (block.kind === "item") {
            expect(figures).toContain(block.amount);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});
