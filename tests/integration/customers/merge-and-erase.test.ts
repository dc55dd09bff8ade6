/** Two records of one person become one; a person can be erased, and what was sold to them stays true. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { NO_DETAILS } from "../../../domain/customer/customer.ts";
import { verifyJournal } from "../../../electron/services/journal/verify-journal.ts";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const NOTHING_AGREED = { marketing: false, sms: false, email: false };

const open = async (dataDir?: string): Promise<TestTill> => {
  const test = openTestTill({ offers: "demo", ...(dataDir === undefined ? {} : { dataDir }) });
  await signIn(test, "manager");
  return test;
};

const buyFor = async (test: TestTill, customerRef: string): Promise<void> => {
  await test.must("customer.attach", { customerRef });
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: null });
};

const enrol = async (test: TestTill, details: object): Promise<string> => {
  const { customer } = await test.must("customer.enrol", {
    details,
    consents: { marketing: true, sms: true, email: true },
    cardNumber: null,
    evenIfKnown: true,
    attach: false,
  });
  return customer.customerRef;
};

it("a merge moves cards, consents, purchases and baskets, and the old ref stays good for refunds", async () => {
  const test = await open(":memory:");
  const [into, from] = ["demo-customer-0001", "demo-customer-0002"];
  await buyFor(test, from);
  await buyFor(test, into);
  await test.must("customer.attach", { customerRef: from });
  await test.must("basket.scan", { code: "BAKERY-002" });
  await test.must("basket.park", { label: null });
  await test.must("customer.attach", { customerRef: from });
  const merged = await test.must("customer.merge", { fromRef: from, intoRef: into });
  expect(merged).toMatchObject({
    customerRef: into,
    name: "Elif Yılmaz",
    phone: "+905550001001",
    dateOfBirth: "1990-11-20",
    purchases: 2,
    spentMinor: 3000,
  });
  expect(merged.cards.map(({ number }) => number)).toEqual([
    "2900000000018",
    "2900000000025",
    "2900000000032",
  ]);
  expect(merged.consentHistory).toHaveLength(4);
  expect((await test.must("basket.get", {}))?.customer?.name).toBe("Elif Yılmaz");
  expect(test.till.baskets.parked()[0]?.basket.customerRef).toBe(into);
  expect(await test.must("customer.find", { text: "Mehmet Kaya" })).toEqual([]);
  expect(
    (await test.must("customer.purchases", { customerRef: from })).map((sale) => sale.receiptNumber),
  ).toEqual(["S1-T1-000002", "S1-T1-000001"]);
  await test.must("refund.byReceipt", {
    receiptNumber: "S1-T1-000001",
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "CASH",
    reason: "r",
  });
  expect(await test.must("customer.get", { customerRef: from })).toMatchObject({
    customerRef: into,
    purchases: 2,
    spentMinor: 1500,
  });
  expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  await test.close();
});

it("merges of merges end at one person; a customer is not merged with themselves", async () => {
  const test = await open(":memory:");
  const [a, b, c] = ["demo-customer-0001", "demo-customer-0002", "demo-customer-0003"];
  await test.must("customer.merge", { fromRef: a, intoRef: b });
  await test.must("customer.merge", { fromRef: b, intoRef: c });
  expect((await test.must("customer.get", { customerRef: a })).customerRef).toBe(c);
  expect(await test.call("customer.merge", { fromRef: a, intoRef: c })).toMatchObject({
    error: { type: "SameCustomer" },
  });
  expect(await test.call("customer.merge", { fromRef: "nobody", intoRef: c })).toMatchObject({
    error: { type: "UnknownCustomer" },
  });
  await test.close();
});

it("what only one said is filled in, and of consents the newest holds", async () => {
  const test = await open(":memory:");
  const old = await enrol(test, { name: "Ada", email: "ada@ornek.example", tags: ["a"] });
  test.clock.advance(1000);
  const fresh = await enrol(test, { name: "Ada Ak", phone: "0555 000 20 01", tags: ["b"] });
  test.clock.advance(1000);
  await test.must("customer.update", {
    customerRef: old,
    details: { ...NO_DETAILS, name: "Ada", email: "ada@ornek.example", tags: ["a"] },
    consents: { ...NOTHING_AGREED, email: true },
  });
  expect(await test.must("customer.merge", { fromRef: old, intoRef: fresh })).toMatchObject({
    name: "Ada Ak",
    phone: "+905550002001",
    email: "ada@ornek.example",
    tags: ["b", "a"],
    consents: { marketing: false, sms: false, email: true },
  });
  await test.close();
});

/** Everything that the till's folder holds of its database, log included. */
const rawBytes = (test: TestTill): string =>
  readdirSync(test.dataDir)
    .filter((file) => file.startsWith("till.sqlite"))
    .map((file) => readFileSync(join(test.dataDir, file)).toString("latin1"))
    .join("");

it("an erased person is nowhere in the database file; sales and the journal stay whole", async () => {
  const test = await open();
  const NAME = "Xerxesname Qwopper";
  const refs: string[] = [];
  // Neighbours on the same pages, so that rows and index entries move about.
  for (let count = 0; count < 40; count += 1) {
    refs.push(
      await enrol(test, {
        name: `Neighbour${String(count)} Long Enough`,
        phone: `+9055511${String(10_000 + count)}`,
      }),
    );
  }
  const customerRef = await enrol(test, {
    name: NAME,
    phone: "+905559998877",
    email: "xerxes@qwopper.example",
    dateOfBirth: "1971-07-17",
    nationalId: "99887766554",
    invoiceAddress: "Qwopper Sokak 17",
    preferences: { note: "qwopperpreference" },
    tags: ["qwoppertag"],
  });
  await test.must("customer.update", {
    customerRef,
    details: {
      ...NO_DETAILS,
      name: `${NAME} Secondname`,
      phone: "+905559998877",
      email: "xerxes@qwopper.example",
    },
    consents: NOTHING_AGREED,
  });
  const { cards } = await test.must("loyaltyCard.give", { customerRef, number: null });
  await test.must("loyaltyCard.print", { number: cards[0]?.number ?? "" });
  await buyFor(test, customerRef);
  await test.must("customer.attach", { customerRef });
  test.till.db.settleErased();
  expect(rawBytes(test)).toContain("Xerxesname");
  const { json } = await test.must("customer.export", { customerRef });
  expect(JSON.parse(json)).toMatchObject({
    profile: { name: `${NAME} Secondname` },
    consents: { now: NOTHING_AGREED },
    sales: [{ receiptNumber: "S1-T1-000001" }],
  });
  await test.must("customer.erase", { customerRef });
  const raw = rawBytes(test);
  for (const trace of [/Xerxes/i, /qwopper/i, /5559998877/, /1971-07-17/, /99887766554/]) {
    expect(raw).not.toMatch(trace);
  }
  expect(raw).toContain("Neighbour7 Long");
  expect(await test.call("customer.get", { customerRef })).toMatchObject({
    error: { type: "UnknownCustomer" },
  });
  expect(await test.must("customer.find", { text: "xerxesname" })).toEqual([]);
  expect(test.till.loyaltyCards.find(cards[0]?.number ?? "")).toBeNull();
  expect((await test.must("basket.get", {}))?.customer).toBeNull();
  expect(test.till.sales.findByReceiptNumber("S1-T1-000001")?.customerRef).toBe(customerRef);
  await test.must("refund.byReceipt", {
    receiptNumber: "S1-T1-000001",
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "CASH",
    reason: "r",
  });
  expect(verifyJournal(test.till)).toMatchObject({ ok: true });
  expect(test.till.customerConsents.ofRefs([customerRef]).at(-1)).toMatchObject({ granted: false });
  await test.close();
});

it("a blocked card is refused until it is unblocked; a made-up card scans and prints as bar code and QR", async () => {
  const test = await open(":memory:");
  const customerRef = "demo-customer-0003";
  const { cards } = await test.must("loyaltyCard.give", { customerRef, number: null });
  const number = cards.at(-1)?.number ?? "";
  expect(number).toMatch(/^29\d{11}$/);
  expect(await test.must("basket.scan", { code: number })).toMatchObject({ kind: "customerAttached" });
  await test.must("loyaltyCard.setState", { number, state: "blocked" });
  expect(await test.call("basket.scan", { code: number })).toMatchObject({
    error: { type: "CardBlocked", number },
  });
  await test.must("loyaltyCard.setState", { number, state: "active" });
  await test.must("basket.scan", { code: number });
  await test.must("loyaltyCard.print", { number });
  await test.printed();
  const printed = Buffer.concat(test.printer.jobs).toString("latin1");
  expect(printed).toContain("\u001d(k");
  expect(await test.call("loyaltyCard.give", { customerRef: "demo-customer-0001", number })).toMatchObject({
    error: { type: "CardTaken" },
  });
  await test.close();
});

it("receipts are found by a customer's card and phone", async () => {
  const test = await open(":memory:");
  await buyFor(test, "demo-customer-0001");
  for (const text of ["2900000000018", "0555 000 10 01"]) {
    const found = await test.must("receipts.find", { text, fromMs: null, untilMs: null, limit: 5 });
    expect([text, found.map(({ receiptNumber }) => receiptNumber)]).toEqual([text, ["S1-T1-000001"]]);
  }
  await test.close();
});
