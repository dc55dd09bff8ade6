/** The paper of an approved act: printed where the act has none of its own that names the approver, if the shop wants it. */
import { describe, expect, it } from "vitest";
import type { CallError } from "../../contracts/ipc/procedure.ts";
import { buildApprovalSlip } from "../../domain/receipt/build-approval-slip.ts";
import { renderReceiptText } from "../../domain/receipt/render-text.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

const askForTwentyPercent = async (test: TestTill): Promise<string> => {
  const answer = await test.call("basket.discountBasket", {
    discount: { percentBp: 2000 },
    reason: "regular",
  });
  expect(answer).toMatchObject({ error: { type: "NeedsApproval" } });
  return (answer as { error: Extract<CallError, { type: "NeedsApproval" }> }).error.requestId;
};

const slipsOf = (test: TestTill): readonly string[] =>
  test.till.db.sqlite
    .prepare<[], string>("SELECT document_json FROM print_job WHERE kind = 'slip' ORDER BY id")
    .pluck()
    .all();

const withBasket = async (): Promise<TestTill> => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test);
  await test.must("basket.scan", { code: "BAKERY-001" });
  return test;
};

describe("the slip of an approval", () => {
  it("names what was asked for, who asked and who approved", async () => {
    const test = await withBasket();
    const before = slipsOf(test).length;
    const requestId = await askForTwentyPercent(test);
    expect(slipsOf(test)).toHaveLength(before);
    await test.must("approval.approve", { requestId, pin: "2222" });
    const [slip, ...others] = slipsOf(test).slice(before);
    expect(others).toEqual([]);
    expect(slip).toContain("Tüm satışa indirim");
    expect(slip).toContain("%20");
    expect(slip).toContain("Ayşe K.");
    expect(slip).toContain("Mehmet D.");
  });

  it("is not printed where the shop does not want it, nor beside a slip of the act's own", async () => {
    const test = await withBasket();
    const payOut = await test.call("cash.payOut", { amountMinor: 1_000_000, reason: "Supplies" });
    expect(payOut).toMatchObject({ error: { type: "NeedsApproval" } });
    const { requestId } = (payOut as { error: Extract<CallError, { type: "NeedsApproval" }> }).error;
    const before = slipsOf(test).length;
    await test.must("approval.approve", { requestId, pin: "2222" });
    expect(slipsOf(test)).toHaveLength(before + 1);

    await test.must("session.signOut", {});
    await signIn(test, "manager");
    const rules = await test.must("session.rules", {});
    await test.must("session.setRules", { ...rules, printsApprovals: false });
    await test.must("session.signOut", {});
    await signIn(test);
    const asked = await askForTwentyPercent(test);
    await test.must("approval.approve", { requestId: asked, pin: "2222" });
    expect(slipsOf(test)).toHaveLength(before + 1);
  });

  it("speaks the store's language", () => {
    const test = openTestTill({ dataDir: ":memory:" });
    const text = (locale: string): string =>
      renderReceiptText(
        buildApprovalSlip(
          {
            act: "line:discount",
            percentBp: 1550,
            atMs: test.clock.nowMs(),
            askedByName: "Ayşe K.",
            approvedByName: "Mehmet D.",
          },
          { ...test.till.profile, locale },
        ),
        { columns: 42 },
      );
    expect(text("en-GB")).toMatch(/Discount on a line\s+15\.5%/);
    expect(text("es-ES")).toContain("Aprobado por");
    expect(text("tr-TR")).toMatch(/Onaylayan\s+Mehmet D\./);
  });
});
