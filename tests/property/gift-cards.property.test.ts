/**
 * Gift cards over random days at a till: sold, topped up, paid with, refunded to, blocked, corrected and expired in any
 * order, the clock set back now and then. After each step every card holds what a second, simple book says, and what its
 * ledger folds to. GIFT_CARD_DAYS=N plays more days than the tests do.
 */
import { expect, it } from "vitest";
import { verifyJournal } from "../../electron/services/journal/verify-journal.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";
import { testSeed } from "../support/test-seed.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";

const DAYS = Number(process.env["GIFT_CARD_DAYS"] ?? 3);
const STEPS = 24;
const DAY_MS = 86_400_000;
const LOAF_MINOR = 1500;

interface Receipt {
  readonly number: string;
  readonly code: string;
  /** What the card paid and has not got back. */
  onCard: number;
  loaves: number;
}

interface Day {
  readonly test: TestTill;
  readonly random: SeededRandom;
  /** The second book: what is on each card. */
  readonly book: Map<string, number>;
  readonly receipts: Receipt[];
  /** The latest day that the till has seen: what expires on a day is taken once, also if the clock was set back. */
  latestMs: number;
}

const add = ({ book }: Day, code: string, amountMinor: number): void => {
  book.set(code, (book.get(code) ?? 0) + amountMinor);
};

const codesOf = ({ test }: Day): readonly string[] =>
  test.till.db.sqlite.prepare<[], string>("SELECT code FROM gift_card ORDER BY id").pluck().all();

const cardOf = ({ test }: Day, code: string) =>
  test.till.storedValue.findByCode(code) ?? expect.unreachable(`card ${code}`);

const giveUp = async ({ test }: Day): Promise<void> => {
  if ((await test.must("basket.get", {})) !== null) {
    await test.must("basket.void", { reason: "r" });
  }
};

const sell = async (day: Day): Promise<void> => {
  const amountMinor = day.random.between(5, 60) * 100;
  await day.test.must("giftCard.sell", { amountMinor });
  await day.test.must("payment.cash", { tenderedMinor: null });
  add(day, codesOf(day).find((code) => !day.book.has(code)) ?? expect.unreachable("a new card"), amountMinor);
};

const topUp = async (day: Day, code: string): Promise<void> => {
  const amountMinor = day.random.between(1, 30) * 100;
  const rungUp = await day.test.call("giftCard.topUp", { code, amountMinor });
  if (!rungUp.ok) {
    return giveUp(day);
  }
  await day.test.must("payment.cash", { tenderedMinor: null });
  add(day, code, amountMinor);
};

const pay = async (day: Day, code: string): Promise<void> => {
  const loaves = day.random.between(1, 3);
  await day.test.must("basket.scan", { code: "BAKERY-001", quantityMilli: loaves * 1000 });
  const onCard = Math.min(day.book.get(code) ?? 0, loaves * LOAF_MINOR);
  const paid = await day.test.call("giftCard.pay", { code, amountMinor: null });
  if (!paid.ok) {
    return giveUp(day);
  }
  if (paid.value.kind !== "completed") {
    await day.test.must("payment.cash", { tenderedMinor: null });
  }
  add(day, code, -onCard);
  const number = day.test.till.sales.newestReceiptNumber() ?? "";
  day.receipts.push({ number, code, onCard, loaves });
};

/** One loaf comes back: onto the card first, as far as it paid. */
const refund = async (day: Day): Promise<void> => {
  const open = day.receipts.filter(({ loaves }) => loaves > 0);
  if (open.length === 0) {
    return;
  }
  const receipt = day.random.pick(open);
  const given = await day.test.call("refund.byReceipt", {
    receiptNumber: receipt.number,
    lines: [{ lineNumber: 1, quantityMilli: 1000 }],
    tender: "SAME",
    reason: "r",
  });
  if (given.ok) {
    const back = Math.min(receipt.onCard, LOAF_MINOR);
    receipt.onCard -= back;
    receipt.loaves -= 1;
    add(day, receipt.code, back);
  }
};

const manage = async (day: Day, code: string): Promise<void> => {
  const { id: cardId, blockedReason } = cardOf(day, code);
  if (day.random.chance(60)) {
    await day.test.must("giftCard.setBlocked", { cardId, blocked: blockedReason === null, reason: "r" });
    return;
  }
  const balanceMinor = day.random.between(0, 40) * 100;
  const set = await day.test.call("giftCard.adjust", { cardId, balanceMinor, reason: "r" });
  if (set.ok) {
    day.book.set(code, balanceMinor);
  }
};

const passTime = (day: Day): void => {
  const { test, random } = day;
  test.clock.advance(random.pick([-3, 1, 40, 800]) * DAY_MS);
  const nowMs = test.clock.nowMs();
  for (const code of nowMs > day.latestMs ? codesOf(day) : []) {
    const { expiresAtMs } = cardOf(day, code);
    if (expiresAtMs !== null && expiresAtMs <= nowMs) {
      day.book.set(code, 0);
    }
  }
  day.latestMs = Math.max(day.latestMs, nowMs);
  test.till.jobs.tick();
  test.till.jobs.tick();
};

const step = async (day: Day): Promise<string> => {
  const { random, book } = day;
  const kind = book.size === 0 ? "sell" : random.pick(KINDS);
  const code = book.size === 0 ? "" : random.pick([...book.keys()]);
  await {
    sell: () => sell(day),
    topUp: () => topUp(day, code),
    pay: () => pay(day, code),
    refund: () => refund(day),
    manage: () => manage(day, code),
    passTime: async () => passTime(day),
  }[kind]();
  return kind;
};
const KINDS = ["sell", "topUp", "pay", "pay", "refund", "refund", "manage", "passTime"] as const;

const expectSound = (day: Day, where: string): void => {
  const { sqlite } = day.test.till.db;
  const stored = codesOf(day).map((code) => [code, cardOf(day, code).balanceMinor]);
  expect(Object.fromEntries(stored), where).toEqual(Object.fromEntries(day.book));
  const entries = sqlite
    .prepare<[], { readonly cardId: string; readonly amountMinor: number; readonly afterMinor: number }>(
      `SELECT card_id AS cardId, amount_minor AS amountMinor, balance_after_minor AS afterMinor
       FROM gift_card_transaction ORDER BY id`,
    )
    .all();
  const folded = new Map<string, number>();
  for (const { cardId, amountMinor, afterMinor } of entries) {
    folded.set(cardId, (folded.get(cardId) ?? 0) + amountMinor);
    expect([folded.get(cardId), afterMinor >= 0], where).toEqual([afterMinor, true]);
  }
  for (const code of codesOf(day)) {
    const { id, balanceMinor } = cardOf(day, code);
    expect(folded.get(id), where).toBe(balanceMinor);
  }
};

it(`gift cards hold what their ledger and a second book say (${String(DAYS)} days)`, async () => {
  for (let index = 0; index < DAYS; index += 1) {
    const test = openTestTill({ dataDir: ":memory:", printsReceipts: false });
    await signIn(test, "manager");
    test.till.jobs.tick();
    const day: Day = {
      test,
      random: seededRandom(testSeed + index),
      book: new Map(),
      receipts: [],
      latestMs: test.clock.nowMs(),
    };
    const done: string[] = [];
    for (let at = 0; at < STEPS; at += 1) {
      done.push(await step(day));
      expectSound(day, `seed ${String(testSeed + index)}: ${done.join(", ")}`);
    }
    expect(test.till.storedValue.brokenBalances()).toEqual([]);
    expect(verifyJournal(test.till)).toMatchObject({ ok: true });
    expect(test.bugs).toEqual([]);
    await test.close();
  }
});
