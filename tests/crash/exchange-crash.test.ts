/** Exchanges killed in the middle: each is there whole, with its payout, or not at all with its basket as it was. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { dataPaths } from "../../electron/system/open-till.ts";
import { startRunningTill } from "../support/running-till.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";
import { connectToTill, type TillClient } from "../support/till-client.ts";
import { inspectDatabase } from "./inspect-database.ts";
import { testSeed } from "../support/test-seed.ts";

const KILLS = 12;
const LONGEST_LIFE_MS = 400;
const MOST_LIFE_MS = 6400;
const QUICK_CARDS = { TILLWRIGHT_SIMULATED_CARD_MS: "2" };

const signIn = async (client: TillClient): Promise<void> => {
  const signedIn = await client.call("session.signIn", { pin: "2222" });
  expect(signedIn).toMatchObject({ ok: true });
  await client.call("shift.open", { float: { totalMinor: 0 } });
};

/** Sells and swaps until the till is gone; answers with the receipts of exchanges that were acknowledged. */
const swapUntilGone = async (client: TillClient, random: SeededRandom): Promise<readonly string[]> => {
  const exchanged: string[] = [];
  for (;;) {
    await client.call("basket.scan", { code: "BAKERY-001", quantityMilli: random.between(1, 3) * 1000 });
    const sold =
      random.below(2) === 0
        ? await client.call("payment.card", { amountMinor: null })
        : await client.call("payment.cash", { tenderedMinor: null });
    const receiptNumber = sold?.ok && sold.value.kind === "completed" ? sold.value.sale.receiptNumber : null;
    if (receiptNumber !== null) {
      const lines = [{ lineNumber: 1, quantityMilli: 1000 }];
      await client.call("exchange.addReturns", { receiptNumber, lines, reason: "random" });
    }
    if (random.below(3) > 0) {
      await client.call("basket.scan", { code: random.below(2) === 0 ? "BAKERY-001" : "BAKERY-002" });
    }
    const out = await client.call("exchange.payOut", { tender: "SAME" });
    const done = out?.ok === false ? await client.call("payment.cash", { tenderedMinor: null }) : out;
    if (done === null) {
      return exchanged;
    }
    if (done.ok && done.value.kind === "completed" && done.value.sale.isExchange) {
      exchanged.push(done.value.sale.receiptNumber);
    }
  }
};

it(
  "an exchange is all or nothing",
  async () => {
    const seed = testSeed;
    const random = seededRandom(seed);
    const dataDir = mkdtempSync(join(tmpdir(), "exchange-crash-"));
    const promised: string[] = [];
    // On a slow machine a till lives longer, or it would die before its first exchange each time.
    let longestLifeMs = LONGEST_LIFE_MS;
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const till = await startRunningTill({ dataDir, env: QUICK_CARDS });
      const client = await connectToTill(till.url);
      await signIn(client);
      const life = random.between(20, longestLifeMs);
      const gone = new Promise((resolve) => setTimeout(resolve, life)).then(() => till.kill());
      const exchanged = await swapUntilGone(client, random);
      promised.push(...exchanged);
      longestLifeMs = Math.min(exchanged.length < 2 ? longestLifeMs * 2 : longestLifeMs, MOST_LIFE_MS);
      await gone;
      const { faults, sales } = inspectDatabase(dataPaths(dataDir).database);
      expect(faults, `seed ${String(seed)}, kill ${String(kill)}`).toEqual([]);
      expect(
        promised.filter((receipt) => !sales.has(receipt)),
        `seed ${String(seed)}`,
      ).toEqual([]);
    }
    expect(promised.length).toBeGreaterThanOrEqual(KILLS);
    rmSync(dataDir, { recursive: true, force: true });
  },
  5 * 60_000,
);
