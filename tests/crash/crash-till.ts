/**
 * Owns the crash harness: a real till process on a real file, a busy cashier, kill -9 at a random instant, a restart,
 * and a comparison with everything that was acknowledged. Two kills of ten are aimed at closing a shift and at a refund,
 * which are short and rare. The same seed makes the same day; when exactly the process dies is the machine's.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataPaths } from "../../electron/system/open-till.ts";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";
import { seededRandom, type SeededRandom } from "../support/seeded-random.ts";
import { connectToTill, type TillClient } from "../support/till-client.ts";
import { workUntilGone, type Aim } from "./busy-cashier.ts";
import { inspectDatabase } from "./inspect-database.ts";
import { brokenPromises, createTillModel, type TillModel } from "./till-model.ts";

export interface CrashReport {
  readonly kills: number;
  readonly sales: number;
  /** What was under way when the process died, and how often. */
  readonly killedDuring: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
}

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  readonly onKill?: (done: number, report: Omit<CrashReport, "killedDuring">) => void;
}

/** The longest that a till lives; most of its life is ringing up. */
const LONGEST_LIFE_MS = 500;

/** How long an aimed kill waits for what it aims at, and at most after that was asked. */
const LONGEST_AIM_MS = 3000;
const LONGEST_STRIKE_MS = 3;

/** Every run of some length must have killed the till in these. */
export const AIMED_AT = ["shift.close", "refund.byReceipt"] as const;

const aimOf = (kill: number): Aim["name"] | null => ({ 3: AIMED_AT[0], 7: AIMED_AT[1] })[kill % 10] ?? null;

/** Or most kills would fall into waiting for a card. */
const QUICK_CARDS = { TILLWRIGHT_SIMULATED_CARD_MS: "2" };

export const crashTill = async (options: CrashOptions): Promise<CrashReport> => {
  const dataDir = mkdtempSync(join(tmpdir(), "crash-"));
  const random = seededRandom(options.seed);
  const model = createTillModel();
  const killedDuring = new Map<string, number>();
  const faults: string[] = [];
  for (let kill = 1; kill <= options.kills; kill += 1) {
    const underWay = await liveAndDie(dataDir, random, { model, faults, aim: aimOf(kill) });
    killedDuring.set(underWay, (killedDuring.get(underWay) ?? 0) + 1);
    const inspection = inspectDatabase(dataPaths(dataDir).database);
    faults.push(
      ...inspection.faults.map((fault) => `after kill ${String(kill)} during ${underWay}: ${fault}`),
    );
    options.onKill?.(kill, { kills: kill, sales: inspection.sales.size, faults });
    if (faults.length > 0) {
      return { kills: kill, sales: inspection.sales.size, killedDuring, faults };
    }
  }
  const last = await startRunningTill({ dataDir });
  await compare(last, dataDir, { model, faults });
  await last.stop();
  rmSync(dataDir, { recursive: true, force: true });
  return { kills: options.kills, sales: model.sales.size, killedDuring, faults };
};

interface Day {
  readonly model: TillModel;
  readonly faults: string[];
}

/** One life of the till, from start to kill -9. Answers with what was under way. */
const liveAndDie = async (
  dataDir: string,
  random: SeededRandom,
  { aim, ...day }: Day & { readonly aim: Aim["name"] | null },
): Promise<string> => {
  const till = await startRunningTill({ dataDir, env: QUICK_CARDS });
  const client = await compare(till, dataDir, day);
  const death = Promise.withResolvers<null>();
  const dieAfter = (ms: number): NodeJS.Timeout => setTimeout(death.resolve, ms, null);
  const life = dieAfter(aim === null ? random.between(1, LONGEST_LIFE_MS) : LONGEST_AIM_MS);
  const gone = death.promise.then(() => till.kill());
  await workUntilGone({
    client,
    random,
    model: day.model,
    productIds: await sellable(client),
    aim: aim && { name: aim, strike: () => dieAfter(random.between(0, LONGEST_STRIKE_MS)) },
  });
  await gone;
  clearTimeout(life);
  return day.model.underWay ?? "nothing";
};

/** Signs in, holds the restarted till against the model, and goes on from what is really there. */
const compare = async (till: RunningTill, dataDir: string, day: Day): Promise<TillClient> => {
  const client = await connectToTill(till.url);
  const state = await client.call("session.signIn", { pin: "2222" });
  if (!state?.ok) {
    throw new Error(`Signing in after a restart failed: ${JSON.stringify(state)}`);
  }
  const { sales, zReports, moves } = inspectDatabase(dataPaths(dataDir).database);
  const shift = state.value.shifts?.current ?? null;
  const found = {
    sales,
    zReports,
    moves,
    shift,
    basket: state.value.basket,
    parked: state.value.parkedCount,
  };
  day.faults.push(...brokenPromises(day.model, found));
  day.model.basket = found.basket;
  day.model.parked = found.parked;
  day.model.shift = shift;
  day.model.zReports = zReports;
  day.model.moves = moves;
  day.model.underWay = null;
  for (const [receipt, paidMinor] of sales) {
    day.model.sales.set(receipt, paidMinor);
  }
  return client;
};

const sellable = async (client: TillClient): Promise<readonly number[]> => {
  const found = await client.call("catalogue.search", { text: "a", limit: 50 });
  return found?.ok
    ? found.value
        .filter((item) => item.unit === "each" && item.unitPriceMinor !== null)
        .map((item) => item.id)
    : [];
};
