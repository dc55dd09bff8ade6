/** Taking in another till's exported journal: proven whole before anything is kept, and only from a key that is trusted. */
import { generateKeyPairSync, sign } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { createKnownSaleRepository } from "../../../db/repositories/known-sales.ts";
import { canonicalJson } from "../../../domain/journal/canonical-json.ts";
import type { JournalEntry } from "../../../domain/journal/journal-entry.ts";
import { hashEntry } from "../../../electron/services/journal/journal-writer.ts";
import { openTestTill, signIn } from "../../support/test-till.ts";
import {
  carry,
  exportOf,
  importInto,
  openTwoTills,
  type Exported,
  type TwoTills,
} from "../../support/two-tills.ts";

let tills: TwoTills;
let exported: Exported;

const known = () => createKnownSaleRepository(tills.here.till.db);

const sellThere = async (): Promise<void> => {
  await tills.there.must("basket.scan", { code: "BAKERY-001", quantityMilli: 2000 });
  await tills.there.must("payment.cash", { tenderedMinor: null });
};

beforeEach(async () => {
  tills = await openTwoTills();
  await sellThere();
  await sellThere();
  exported = exportOf(tills.there);
});

const withLine = (index: number, change: (line: string) => string): Exported => ({
  ...exported,
  lines: exported.lines.map((line, at) => (at === index ? change(line) : line)),
});

const without = (...indices: readonly number[]): Exported => ({
  ...exported,
  lines: exported.lines.filter((_line, at) => !indices.includes(at)),
});

const indexOfSale = (): number => exported.lines.findIndex((line) => line.includes("sale.completed.v1"));

describe("what is taken in", () => {
  it("is every sale, once, however often the file is read; a later file adds what is new", async () => {
    expect(importInto(tills.here, exported)).toMatchObject({ value: { till: "S1-T2", added: 2 } });
    expect(importInto(tills.here, exported)).toMatchObject({ value: { added: 0 } });
    await sellThere();
    expect(carry(tills.there, tills.here)).toMatchObject({ added: 1 });
    // An older file again, or one from a backup that is behind.
    expect(importInto(tills.here, exported)).toMatchObject({ value: { added: 0 } });
    expect(known().count()).toBe(3);
  });

  it("is the sale as the other till has it, but for the names of people and what is local to it", () => {
    importInto(tills.here, exported);
    const theirs = tills.there.till.sales.findByReceiptNumber("S1-T2-000001");
    expect(known().findByReceiptNumber("S1-T2-000001")).toEqual({
      ...theirs,
      cashierName: `T2 ${String(theirs?.cashierId)}`,
      lines: theirs?.lines.map((line) => ({ ...line, productId: null })),
    });
  });

  it("is told in the audit log", () => {
    importInto(tills.here, exported);
    expect(tills.here.till.audit.list({ limit: 1 })).toMatchObject([
      { action: "journal.import", subject: "S1-T2", after: { file: "journal.jsonl", sales: 2 } },
    ]);
  });
});

describe("a key", () => {
  it("that was never seen must be named; afterwards it is known", () => {
    expect(importInto(tills.here, exported, [])).toMatchObject({
      error: { type: "UnknownKey", till: "S1-T2", fingerprints: exported.fingerprints },
    });
    expect(known().count()).toBe(0);
    expect(importInto(tills.here, exported)).toMatchObject({ ok: true });
    expect(importInto(tills.here, exported, [])).toMatchObject({ ok: true });
  });

  it("that somebody else signs with is not the till's", () => {
    importInto(tills.here, exported);
    const forged = forge(exported.lines);
    expect(importInto(tills.here, forged, forged.fingerprints)).toMatchObject({
      error: { type: "OtherHistory" },
    });
  });
});

describe("what is refused, with nothing kept", () => {
  const broken: readonly (readonly [string, () => Exported, object])[] = [
    ["an empty file", () => ({ ...exported, lines: [] }), { type: "NotAJournal" }],
    ["some other file", () => withLine(0, () => "sku,name,price"), { type: "NotAJournal" }],
    ["a file that breaks off", () => without(exported.lines.length - 1), { type: "CutOff" }],
    ["a lost last entry", () => without(exported.lines.length - 2), { type: "CutOff" }],
    ["a lost entry", () => without(indexOfSale()), { type: "BadEntry", fault: { type: "Gap" } }],
    [
      "a line that is half written",
      () => withLine(2, (line) => line.slice(0, 40)),
      { type: "BadLine", line: 3 },
    ],
    [
      "an amount that was raised",
      () => withLine(indexOfSale(), (line) => line.replaceAll("3000", "9000")),
      { type: "BadEntry", fault: { type: "WrongHash" } },
    ],
    [
      "another till's name",
      () => withLine(0, (line) => line.replace("S1-T2", "S1-T3")),
      { type: "BadEntry", fault: { type: "WrongTill" } },
    ],
    ["another store", () => withLine(0, (line) => line.replace("S1-T2", "S2-T2")), { type: "OtherStore" }],
    ["words after the end", () => ({ ...exported, lines: [...exported.lines, "{}"] }), { type: "BadLine" }],
  ];

  it.each(broken)("%s", (_name, file, error) => {
    expect(importInto(tills.here, file())).toMatchObject({ ok: false, error });
    expect(known().count()).toBe(0);
    expect(known().journals("S1-T2")).toEqual([]);
  });

  it("the till's own journal", () => {
    expect(importInto(tills.here, exportOf(tills.here))).toMatchObject({ error: { type: "OwnJournal" } });
  });

  it("a till that tells another story under the same key", async () => {
    importInto(tills.here, exported);
    const another = openTestTill({ dataDir: ":memory:", profile: { tillCode: "T2" } });
    await signIn(another, "manager");
    for (const code of ["BAKERY-001", "BAKERY-001", "BAKERY-001"]) {
      await another.must("basket.scan", { code });
      await another.must("payment.cash", { tenderedMinor: null });
    }
    expect(importInto(tills.here, exportOf(another))).toMatchObject({ error: { type: "OtherHistory" } });
    expect(known().count()).toBe(2);
  });

  it("a signed entry that is no sale", () => {
    const forged = forge(exported.lines, () => canonicalJson({ receiptNumber: "S1-T2-000001" }));
    expect(importInto(tills.here, forged)).toMatchObject({ error: { type: "BadSale" } });
    expect(known().count()).toBe(0);
  });
});

/** The same journal, chained and signed by somebody who has a key of their own. */
const forge = (lines: readonly string[], saleBody: (body: string) => string = (body) => body): Exported => {
  const keys = generateKeyPairSync("ed25519");
  const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
  const head = JSON.parse(lines[0] ?? "") as { epochs: { epoch: number; publicKey: string }[] };
  let prevHash: string | null = null;
  const entries = lines.slice(1, -1).map((text) => {
    const entry = JSON.parse(text) as JournalEntry;
    const body = entry.type === "sale.completed.v1" ? saleBody(entry.body) : entry.body;
    const unsealed = { ...entry, body, prevHash: prevHash ?? entry.prevHash };
    const hash = hashEntry(unsealed);
    prevHash = hash;
    return JSON.stringify({
      ...unsealed,
      hash,
      sig: sign(null, Buffer.from(hash, "hex"), keys.privateKey).toString("base64"),
    });
  });
  const epochs = head.epochs.map((epoch) => ({ ...epoch, publicKey }));
  const all = [JSON.stringify({ ...head, epochs }), ...entries, lines.at(-1) ?? ""];
  const named = importInto(tills.here, { lines: all, fingerprints: [] }, []);
  const fingerprints = !named.ok && named.error.type === "UnknownKey" ? named.error.fingerprints : [];
  return { lines: all, fingerprints };
};
