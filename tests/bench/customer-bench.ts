/**
 * Owns the bench of customers: a million of them with cards on a real file, four in ten with points and a tier, one in ten with sales, a
 * basket of some ten lines with the demo store's offers, and a card scanned into it: found, attached, stored and priced again. Names found as they are typed as well, and what
 * somebody's points come to in a ledger of a million movements.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allOrNothing } from "../../db/in-transaction.ts";
import { cardNumber, DEFAULT_CARD_FORMATS } from "../../domain/customer/card-format.ts";
import { NO_DETAILS } from "../../domain/customer/customer.ts";
import { pointsView } from "../../electron/services/loyalty/loyalty-views.ts";
import { postPoints } from "../../electron/services/loyalty/post-points.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";
import { addHistories } from "./customer-histories.ts";
import { rowOf, sampleMs, type BenchRow } from "./measure.ts";

const CUSTOMERS = 1_000_000;
const BATCH = 50_000;
const SCANS = 400;
const GOAL_MS = 20;
const BASKET_LINES = 10;
const MOVEMENTS = 1_000_000;
const MEMBERS = 50_000;
/** After those of the ledger of a million movements. */
const HISTORIES = { from: MEMBERS, until: MEMBERS + 400_000, buyers: 100_000 } as const;
const LOOKUPS = 20_000;
const LOOKUP_GOAL_MS = 2;

const FIRST = ["Elif", "Mehmet", "Zeynep", "Ahmet", "Ayşe", "Can", "Fatma", "Emre", "Selin", "Burak"];

const nameOf = (index: number): string => `${FIRST[index % FIRST.length] ?? ""} Soyad${String(index)}`;

/** Beyond the demo store's own. */
const cardOf = (index: number): string => {
  const [format] = DEFAULT_CARD_FORMATS;
  if (!format) {
    throw new Error("The program has no card format of its own");
  }
  return cardNumber(format, String(5_000_000_000 + index).slice(-10));
};

const refOf = (index: number): string => `bench-customer-${String(index).padStart(7, "0")}`;

const addCustomers = ({ till }: TestTill): void => {
  for (let from = 0; from < CUSTOMERS; from += BATCH) {
    allOrNothing(till.db, () => {
      for (let index = from; index < from + BATCH; index += 1) {
        const { id } = till.customers.create(
          {
            customerRef: refOf(index),
            code: null,
            country: null,
            registrationSource: "import",
            details: { ...NO_DETAILS, name: nameOf(index), phone: `+9053${String(10_000_000 + index)}` },
          },
          null,
        );
        till.loyaltyCards.add({ number: cardOf(index), customerId: id }, null);
      }
    });
  }
  addHistories({ till }, HISTORIES);
  till.db.settleErased();
};

/** Twenty each, a fifth of them used again, in an order in which everybody's lie far apart. */
const addMovements = ({ till, clock }: TestTill): void => {
  allOrNothing(till.db, () => {
    for (let index = 0; index < MEMBERS; index += 1) {
      till.loyaltyLedger.open({
        customerRef: refOf(index),
        points: 0,
        lifetimePoints: 0,
        tier: null,
        period: "2026",
        periodPoints: 0,
        periodSpentMinor: 0,
        joinedAtMs: clock.nowMs(),
        lastActivityAtMs: clock.nowMs(),
      });
    }
  });
  for (let from = 0; from < MOVEMENTS; from += BATCH) {
    const round = from / BATCH;
    const used = round % 5 === 4;
    allOrNothing(till.db, () => {
      for (let index = from; index < from + BATCH; index += 1) {
        postPoints(till, {
          customerRef: refOf(index % MEMBERS),
          type: used ? "REDEEMED" : "EARNED",
          reason: `bench:${String(round)}`,
          points: used ? -15 : 10,
          spentMinor: used ? 0 : 1000,
          saleSeq: null,
          staffId: null,
          note: null,
          sinceMs: null,
        });
      }
    });
    clock.advance(86_400_000);
  }
};

const benchBalances = async (test: TestTill): Promise<BenchRow> => {
  addMovements(test);
  const random = seededRandom(5);
  const lookups = await sampleMs(LOOKUPS, () => pointsView(test.till, refOf(random.between(0, MEMBERS - 1))));
  return rowOf("balance, tier and what expires of one in a ledger of 1,000,000 movements", lookups, {
    p99Ms: LOOKUP_GOAL_MS,
  });
};

export const benchCustomers = async (): Promise<readonly BenchRow[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), "bench-customers-"));
  const test = openTestTill({ dataDir, offers: "demo", printsReceipts: false });
  await signIn(test, "manager");
  addCustomers(test);
  const goods = test.till.products
    .search("ekmek", 50)
    .concat(test.till.products.search("çikolata", 50), test.till.products.search("çay", 50))
    .filter(({ unit, unitPriceMinor }) => unit === "each" && unitPriceMinor !== null);
  for (const { id } of goods.slice(0, BASKET_LINES)) {
    await test.must("basket.addProduct", { productId: id });
  }
  const random = seededRandom(4);
  const scans = await sampleMs(SCANS, () =>
    test.must("basket.scan", { code: cardOf(random.between(0, CUSTOMERS - 1)) }),
  );
  const typed = nameOf(random.between(0, CUSTOMERS - 1));
  const finds = await sampleMs(typed.length, (index) =>
    test.must("customer.find", { text: typed.slice(0, index + 1) }),
  );
  const balances = await benchBalances(test);
  await test.close();
  rmSync(dataDir, { recursive: true });
  return [
    rowOf("card scan to customer and new prices with 1,000,000 customers, 400,000 with points", scans, {
      p99Ms: GOAL_MS,
    }),
    rowOf("find a customer by name among 1,000,000, each letter", finds),
    balances,
  ];
};
