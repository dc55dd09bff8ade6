/** A batch on paper and in the making: a few slips at a time, each code once and in a form that scans, with progress. */
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, it } from "vitest";
import type { CouponPrinting, CouponProgress } from "../../../contracts/ipc/coupons.ts";
import { readEscpos } from "../../../drivers/printer/read-escpos.ts";
import { codePageForLocale, printerProfiles } from "../../../drivers/printer/printer-profile.ts";
import { paperPicture } from "../../../scripts/emulate/paper-picture.ts";
import { readCode128 } from "../../support/read-code128.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const TERMS = {
  type: "singleUse",
  gives: { percentBp: 1000 },
  validFrom: null,
  validUntil: null,
  usageLimit: null,
  usesPerCustomer: null,
  autoDeactivate: true,
} as const;
const PROFILE = { ...printerProfiles["epson-80mm"], codePage: codePageForLocale("tr-TR") };

interface Started {
  readonly test: TestTill;
  readonly batchId: number;
  /** In their order. */
  readonly codes: readonly string[];
  readonly made: readonly (CouponProgress | null)[];
  readonly printing: readonly (CouponPrinting | null)[];
}

const started = async (size: number): Promise<Started> => {
  const made: (CouponProgress | null)[] = [];
  const printing: (CouponPrinting | null)[] = [];
  const test = openTestTill({
    dataDir: ":memory:",
    onCouponProgress: (progress) => made.push(progress),
    onCouponPrinting: (progress) => printing.push(progress),
  });
  await signIn(test, "manager");
  const { batchId } = await test.must("coupon.createBatch", { ...TERMS, name: "Spring", size });
  await test.till.couponBatches.settled();
  const { coupons } = await test.must("coupon.list", { batchId, text: "", after: "", limit: 1000 });
  return { test, batchId, codes: coupons.map(({ code }) => code), made, printing };
};

const printedCodes = ({ printer }: TestTill): readonly (string | undefined)[] =>
  printer.jobs
    .map((job) => readEscpos(job, PROFILE).actions.find(({ kind }) => kind === "barcode"))
    .map((bars) => (bars?.kind === "barcode" ? bars.value : undefined));

const jobStates = async (test: TestTill): Promise<readonly string[]> =>
  (await test.must("print.jobs", { limit: 50 })).map(({ state }) => state);

describe("making a batch", () => {
  it("tells how far it is after each piece, and that it is done", async () => {
    const { batchId, made } = await started(1200);
    const told = (done: number) => ({ batchId, done, total: 1200 });
    expect(made).toEqual([told(500), told(1000), told(1200), null]);
  });
});

describe("printing a batch", () => {
  it("prints each code of a range once, in order, ten in the queue at most, and tells how far it is", async () => {
    const { test, batchId, codes, printing } = await started(40);
    expect(await test.must("coupon.printBatch", { batchId, from: 4, to: 28 })).toEqual({ count: 25 });
    expect(await jobStates(test)).toEqual(Array.from({ length: 10 }, () => "queued"));
    await test.printed();
    expect(printedCodes(test)).toEqual(codes.slice(3, 28));
    expect(printing.map((told) => told?.done ?? null)).toEqual([
      0,
      ...Array.from({ length: 24 }, (_, at) => at + 1),
      null,
    ]);
    expect((await test.must("coupon.batches", {}))[0]?.printing).toBeNull();
  });

  it("shows its slips in the print queue to nobody without the right to see coupons", async () => {
    const { test, batchId } = await started(3);
    await test.must("coupon.printBatch", { batchId, from: 1, to: 1 });
    const [job] = await test.must("print.jobs", { limit: 1 });
    expect(job).toMatchObject({ kind: "slip", reading: "allowed" });
    await signIn(test);
    expect(await test.call("print.document", { jobId: job?.id ?? 0 })).toMatchObject({
      error: { type: "NotAllowed", permission: "coupon:read" },
    });
  });

  it("puts bars and a QR code of the code on each slip", async () => {
    const { test, batchId, codes } = await started(3);
    await test.must("coupon.printBatch", { batchId, from: 1, to: 3 });
    await test.printed();
    for (const [at, job] of test.printer.jobs.entries()) {
      const code = codes[at] ?? "";
      expect(readEscpos(job, PROFILE).actions).toContainEqual({ kind: "qr", value: code });
      expect(await scannedFrom(paperPicture(Buffer.from(job), PROFILE)), code).toContain(code);
    }
  });

  it("lets a receipt through after the slips that are queued", async () => {
    const { test, batchId, codes } = await started(30);
    const held = Promise.withResolvers<void>();
    test.printer.gate = held.promise;
    await test.must("coupon.printBatch", { batchId, from: 1, to: 30 });
    await test.must("basket.scan", { code: "8690526000015" });
    await test.must("payment.cash", { tenderedMinor: null });
    held.resolve();
    await test.printed();
    const printed = printedCodes(test);
    expect(printed.filter((code) => codes.includes(code ?? ""))).toEqual(codes);
    expect(printed.findIndex((code) => !codes.includes(code ?? ""))).toBe(10);
  });

  it("queues no more when it is cancelled, and prints nothing else meanwhile", async () => {
    const { test, batchId, codes, printing } = await started(30);
    await test.must("coupon.printBatch", { batchId, from: 1, to: 30 });
    expect(await test.call("coupon.printBatch", { batchId, from: 1, to: 1 })).toMatchObject({
      error: { type: "CouponsPrinting" },
    });
    await test.must("coupon.cancelPrinting", {});
    await test.printed();
    expect(printedCodes(test)).toEqual(codes.slice(0, 10));
    expect(printing.at(-1)).toBeNull();
  });

  it("stops at a slip that the printer gives up, and goes on from there: no code is printed twice or left out", async () => {
    const { test, batchId, codes } = await started(15);
    test.printer.fail = "reset";
    test.printer.certainty = "maybeSent";
    await test.must("coupon.printBatch", { batchId, from: 1, to: 15 });
    await test.printed();
    expect((await test.must("coupon.batches", {}))[0]?.printing).toEqual({
      batchId,
      done: 10,
      total: 15,
      state: "stopped",
    });
    test.printer.fail = null;
    test.printer.jobs.length = 0;
    await test.must("coupon.resumePrinting", {});
    await test.printed();
    expect(printedCodes(test)).toEqual(codes.slice(10));
  });

  it("says so where the batch has no such coupons, or is not there", async () => {
    const { test, batchId } = await started(5);
    expect(await test.call("coupon.printBatch", { batchId, from: 6, to: 9 })).toMatchObject({
      error: { type: "NoSuchCoupons", size: 5 },
    });
    expect(await test.call("coupon.printBatch", { batchId: 99, from: 1, to: 1 })).toMatchObject({
      error: { type: "UnknownBatch" },
    });
    expect(await test.must("coupon.printBatch", { batchId, from: 4, to: 400 })).toEqual({ count: 2 });
  });
});

/** What a scanner that is moved down over the paper reads. */
const scannedFrom = async (png: Buffer): Promise<ReadonlySet<string | null>> => {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const rowAt = (y: number): readonly boolean[] =>
    Array.from({ length: image.width }, (_, x) => (data[(y * image.width + x) * 4] ?? 255) < 128);
  const everyFew = Array.from({ length: Math.floor(image.height / 20) }, (_, at) => at * 20);
  return new Set(everyFew.map((y) => readCode128(rowAt(y))));
};
