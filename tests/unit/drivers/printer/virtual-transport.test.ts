import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildSaleReceipt } from "../../../../domain/receipt/build-sale-receipt.ts";
import { encodeReceipt } from "../../../../drivers/printer/escpos-encoder.ts";
import { printerProfiles } from "../../../../drivers/printer/printer-profile.ts";
import { createVirtualTransport } from "../../../../drivers/printer/virtual-transport.ts";
import { receiptCases } from "../../../support/receipt-cases.ts";

const profile = printerProfiles["generic-80mm"];
const LONG = { timeoutMs: 5_000 };

describe("the virtual printer", () => {
  let directory = "";
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "virtual-printer-"));
  });
  afterEach(() => rm(directory, { recursive: true }));
  const open = () => createVirtualTransport({ directory, profile, behaviour: () => "ok" });

  it("keeps the bytes and what paper would show", async () => {
    const [first] = receiptCases;
    if (first === undefined) {
      throw new Error("There are no receipt cases");
    }
    const document = buildSaleReceipt(first.sale, first.store, { copy: false });
    const bytes = encodeReceipt({ document, profile, openDrawer: true, rasterizeLine: null });
    await open().send(bytes, LONG);
    expect(await readdir(directory)).toEqual(["000001.bin", "000001.txt"]);
    expect(Uint8Array.from(await readFile(join(directory, "000001.bin")))).toEqual(bytes);
    const paper = await readFile(join(directory, "000001.txt"), "utf8");
    expect(paper).toMatch(/^\[drawer opens: pin 2, 50 ms\]\n/);
    expect(paper).toMatch(/TOTAL GBP +39\.70\n/);
    expect(paper).toContain("||| S1-T2-000042 |||");
  });

  it("goes on counting after a restart", async () => {
    await open().send(Uint8Array.of(0x41), LONG);
    await open().send(Uint8Array.of(0x42), LONG);
    expect(await readdir(directory)).toEqual(["000001.bin", "000001.txt", "000002.bin", "000002.txt"]);
  });

  it("fails like a driver when its folder cannot be written", async () => {
    const file = join(directory, "not-a-folder");
    await writeFile(file, "");
    const transport = createVirtualTransport({ directory: file, profile, behaviour: () => "ok" });
    expect(await transport.send(Uint8Array.of(0x41), LONG)).toMatchObject({
      ok: false,
      error: { cause: "driver", certainty: "nothingSent" },
    });
  });
});
