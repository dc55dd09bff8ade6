/**
 * The journal's format, frozen: journals that exist must verify for ever. When one of these fails, the format changed:
 * give the entries a new version instead.
 */
import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  GENESIS_HASH,
  hashInput,
  journalBody,
  type UnsealedEntry,
} from "../../../../domain/journal/journal-entry.ts";
import type { Sale } from "../../../../domain/sale/sale.ts";
import { hashEntry } from "../../../../electron/services/journal/journal-writer.ts";
import { saleJournalBody } from "../../../../electron/services/journal/sale-journal-body.ts";

/** A key for this test only: the seed is 32 bytes of 7. */
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), Buffer.alloc(32, 7)]),
  format: "der",
  type: "pkcs8",
});

const entry: UnsealedEntry = {
  till: "S1-T1",
  epoch: 1,
  seq: 1,
  atMs: 1_795_165_200_000,
  type: "drawer.opened.v1",
  body: journalBody({ staffId: 2, reason: "Wechselgeld – 5 €" }),
  prevHash: GENESIS_HASH,
};

const HASH = "9c08a590ae73f935f6cf9176384794d8209eef6b8ad4e7607a598bcec6f852fa";
const SIGNATURE = "7zwuxtUez/U1hbR/BQnUR1CMCrN0/zNWFhPvC2sVDrb5yj4XW/K344HiBuS9+QPxoAxVMb64G+rUXyUCeuZxCQ==";

describe("an entry", () => {
  it("hashes this very text", () => {
    expect(hashInput(entry)).toBe(
      `till-journal-1|S1-T1|1|1|${"0".repeat(64)}|1795165200000|drawer.opened.v1|{"reason":"Wechselgeld – 5 €","staffId":2}`,
    );
  });

  it("has this hash, and this signature by the key of this test", () => {
    expect(hashEntry(entry)).toBe(HASH);
    const signature = Buffer.from(SIGNATURE, "base64");
    expect(sign(null, Buffer.from(HASH, "hex"), privateKey).equals(signature)).toBe(true);
    expect(verify(null, Buffer.from(HASH, "hex"), createPublicKey(privateKey), signature)).toBe(true);
  });

  it.each([
    { till: "S1-T2" },
    { epoch: 2 },
    { seq: 2 },
    { atMs: 1_795_165_200_001 },
    { type: "drawer.opened.v2" },
    { body: "{}" },
    { prevHash: "1".repeat(64) },
  ])("has another hash with %j", (change) => {
    expect(hashEntry({ ...entry, ...change })).not.toBe(HASH);
  });
});

const sale: Sale = {
  id: "sale-1",
  kind: "refund",
  receiptNumber: "S1-T1-000002",
  storeCode: "S1",
  tillCode: "T1",
  shiftId: 3,
  cashierName: "Ayşe K.",
  cashierId: 1,
  approvedByName: "Mehmet D.",
  approvedByIds: [2],
  customerRef: null,
  currency: "TRY",
  pricesIncludeTax: true,
  atMs: 1_795_165_200_000,
  lines: [
    {
      lineNumber: 1,
      productId: 4,
      sku: "BAKERY-001",
      barcode: "8690526000011",
      name: "Simit",
      kind: "goods",
      unit: "each",
      quantityMilli: -2000,
      unitPriceMinor: 1500,
      listUnitPriceMinor: null,
      grossMinor: -3000,
      discountMinor: -300,
      netMinor: -2700,
      taxRateBp: 100,
      taxMinor: -27,
      totalMinor: -2700,
      unitNets: [{ count: 1, netMinor: -2700 }],
      discounts: [],
      note: "for Ayşe",
      refunds: { saleId: "sale-0", receiptNumber: "S1-T1-000001", lineNumber: 1 },
      depositOfLineNumber: null,
    },
  ],
  taxes: [{ rateBp: 100, baseMinor: -2673, taxMinor: -27 }],
  totals: {
    grossMinor: -3000,
    discountMinor: -300,
    netMinor: -2700,
    taxMinor: -27,
    totalMinor: -2700,
    roundingMinor: 0,
    payableMinor: -2700,
  },
  tenders: [{ id: "t1", type: "CASH", amountMinor: -2700, tenderedMinor: -2700, changeMinor: 0, card: null }],
  reason: "stale",
  taxExemption: null,
  offerUses: [],
  usesGivenBack: [],
  pointEntries: [],
  storedValue: [],
  memberships: [],
};

describe("what the journal says of a sale", () => {
  it("is this text", () => {
    expect(journalBody(saleJournalBody(sale))).toBe(
      '{"approvedBy":[2],"atMs":1795165200000,"currency":"TRY","customerRef":null,"kind":"refund","lines":[{"barcode":"8690526000011","depositOfLineNumber":null,"discountMinor":-300,"discounts":[],"grossMinor":-3000,"kind":"goods","lineNumber":1,"listUnitPriceMinor":null,"name":"Simit","netMinor":-2700,"quantityMilli":-2000,"refunds":{"lineNumber":1,"receiptNumber":"S1-T1-000001","saleId":"sale-0"},"sku":"BAKERY-001","taxMinor":-27,"taxRateBp":100,"totalMinor":-2700,"unit":"each","unitNets":[[1,-2700]],"unitPriceMinor":1500}],"pricesIncludeTax":true,"reason":"stale","receiptNumber":"S1-T1-000002","saleId":"sale-1","shiftId":3,"staffId":1,"store":"S1","taxExemption":null,"taxes":[{"baseMinor":-2673,"rateBp":100,"taxMinor":-27}],"tenders":[{"amountMinor":-2700,"card":null,"changeMinor":0,"id":"t1","tenderedMinor":-2700,"type":"CASH"}],"till":"T1","totals":{"discountMinor":-300,"grossMinor":-3000,"netMinor":-2700,"payableMinor":-2700,"roundingMinor":0,"taxMinor":-27,"totalMinor":-2700}}',
    );
  });

  it("names its keys in the order in which they are written", () => {
    const use = {
      kind: "campaign",
      code: "C1",
      partner: null,
      amountMinor: 300,
      times: 1,
      lineNumbers: [1],
    } as const;
    const lines = sale.lines.map((line) => ({ ...line, refunds: null }));
    const body = saleJournalBody({ ...sale, lines, offerUses: [use] });
    expect(JSON.stringify(body)).toBe(journalBody(body));
  });

  it("names no person", () => {
    const body = journalBody(saleJournalBody({ ...sale, customerRef: "c-93f1a0b2c4d5e6f7" }));
    expect(body).not.toMatch(/Ayşe|Mehmet/);
    expect(body).toContain("c-93f1a0b2c4d5e6f7");
  });
});
