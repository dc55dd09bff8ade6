/** Who may look in the print queue at what was printed: it is no way round the rights for X and Z, or to gift cards. */
import { describe, expect, it } from "vitest";
import { openTestTill, signIn, type TestTill } from "../../support/test-till.ts";

const DAY_MS = 86_400_000;

interface Seen {
  readonly kind: string;
  readonly reading: string;
  readonly document: string;
}

/** The newest job, as the list and as its paper answer whoever is signed in. */
const newest = async (test: TestTill): Promise<Seen> => {
  const [job] = await test.must("print.jobs", { limit: 1 });
  const answer = await test.call("print.document", { jobId: job?.id ?? 0 });
  return {
    kind: job?.kind ?? "",
    reading: job?.reading ?? "",
    document: answer.ok ? "shown" : answer.error.type,
  };
};

const SHOWN = { reading: "allowed", document: "shown" };
const HELD = { kind: "report", reading: "approval", document: "NeedsApproval" };

const sold = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test);
  await test.must("basket.scan", { code: "BAKERY-001" });
  await test.must("payment.cash", { tenderedMinor: null });
  return test;
};

/** The cashier's own drawer, counted and closed by them. */
const closedByCashier = async (): Promise<TestTill> => {
  const test = await sold();
  await test.must("shift.handInCount", { shiftId: 1, count: { totalMinor: 1500 } });
  await test.must("shift.close", { shiftId: 1 });
  return test;
};

describe("a report in the print queue", () => {
  it("an X that a manager printed is read by whoever may ask for one, not by who counts the drawer blind", async () => {
    const test = await sold();
    await signIn(test, "manager");
    await test.must("report.x", { shiftId: 1, print: true });
    expect(await newest(test)).toMatchObject(SHOWN);
    await signIn(test);
    expect(await newest(test)).toEqual(HELD);
    const asked = await test.call("print.document", { jobId: 2 });
    const requestId = !asked.ok && asked.error.type === "NeedsApproval" ? asked.error.requestId : "";
    const approved = await test.must("approval.approve", { requestId, pin: "2222" });
    expect(approved).toMatchObject({ answer: { ok: true } });
    expect(await newest(test)).toEqual(HELD);
  });

  it("an X that was approved for a cashier once is not theirs to look at again", async () => {
    const test = await sold();
    const asked = await test.call("report.x", { shiftId: null, print: true });
    const requestId = !asked.ok && asked.error.type === "NeedsApproval" ? asked.error.requestId : "";
    await test.must("approval.approve", { requestId, pin: "2222" });
    expect(await newest(test)).toEqual(HELD);
  });

  it("one's own closing is shown until the day ends, and its copy and other people's are not", async () => {
    const test = await closedByCashier();
    expect(await newest(test)).toMatchObject({ kind: "report", ...SHOWN });
    test.clock.advance(DAY_MS);
    expect(await newest(test)).toEqual(HELD);
    test.clock.advance(-DAY_MS);
    await signIn(test, "manager");
    await test.must("report.reprintZ", { number: 1 });
    await signIn(test);
    expect(await newest(test)).toEqual(HELD);
    await signIn(test, "manager");
    await test.must("shift.handInCount", { shiftId: 2, count: { totalMinor: 0 } });
    await test.must("shift.close", { shiftId: 2 });
    expect(await newest(test)).toMatchObject({ kind: "report", ...SHOWN });
    await test.must("session.signIn", { pin: "1111" });
    expect(await newest(test)).toEqual(HELD);
  });

  it("one that failed is printed again only by who may read it; a receipt by anybody", async () => {
    const test = await sold();
    await signIn(test, "manager");
    test.printer.fail = "paperEnd";
    test.printer.certainty = "maybeSent";
    const report = async (): Promise<number> => {
      await test.must("report.x", { shiftId: 1, print: true });
      await test.printed();
      const [job] = await test.must("print.jobs", { limit: 1 });
      expect(job).toMatchObject({ kind: "report", state: "failed" });
      return job?.id ?? 0;
    };
    const jobId = await report();
    await test.must("receipts.reprint", { receiptNumber: "S1-T1-000001" });
    await test.printed();
    test.printer.fail = null;
    test.printer.jobs.length = 0;
    await signIn(test);
    expect(await test.call("print.retry", { jobId })).toMatchObject({
      error: { type: "NeedsApproval", permission: "report:x" },
    });
    await test.printed();
    expect(test.printer.jobs).toHaveLength(0);
    await test.must("print.retry", { jobId: jobId + 1 });
    await test.printed();
    expect(test.printer.jobs).toHaveLength(1);
  });
});

describe("other papers in the print queue", () => {
  it("a gift card's slip is shown to who sold it today, and to nobody else without the right to see cards", async () => {
    const test = openTestTill({ dataDir: ":memory:" });
    await signIn(test, "manager");
    await test.must("giftCard.sell", { amountMinor: 5000 });
    await test.must("payment.cash", { tenderedMinor: null });
    const slip = async (): Promise<unknown> => {
      const job = (await test.must("print.jobs", { limit: 5 })).find(({ kind }) => kind === "slip");
      const answer = await test.call("print.document", { jobId: job?.id ?? 0 });
      return [job?.reading, answer.ok || answer.error.type];
    };
    expect(await slip()).toEqual(["allowed", true]);
    await signIn(test);
    expect(await slip()).toEqual(["denied", "NotAllowed"]);
  });

  it("receipts need the right to read receipts", async () => {
    const test = await sold();
    expect(await newest(test)).toMatchObject({ kind: "sale", ...SHOWN });
    const denied = { grant: "denied", limit: null, beyond: "denied" } as const;
    await signIn(test, "manager");
    await test.must("role.setRight", { roleCode: "cashier", permission: "receipt:read", right: denied });
    await signIn(test);
    expect(await newest(test)).toMatchObject({ reading: "denied", document: "NotAllowed" });
  });
});
