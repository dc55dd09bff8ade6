/**
 * Owns the bench of customers: a million of them with cards on a real file, a basket of some ten lines with the demo store's
 * offers, and a card scanned into it: found, attached, stored and priced again. Names found as they are typed as well.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allOrNothing } from "../../db/in-transaction.ts";
import { cardNumber, DEFAULT_CARD_FORMATS } from "../../domain/customer/card-format.ts";
import { NO_DETAILS } from "../../domain/customer/customer.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { openTestTill, signIn, type TestTill } from "../support/test-till.ts";
import { rowOf, sampleMs, type BenchRow } from "./measure.ts";

const CUSTOMERS = 1_000_000;
const BATCH = 50_000;
const SCANS = 400;
const GOAL_MS = 20;
const BASKET_LINES = 10;

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

const addCustomers = ({ till }: TestTill): void => {
  for (let from = 0; from < CUSTOMERS; from += BATCH) {
    allOrNothing(till.db, () => {
      for (let index = from; index < from + BATCH; index += 1) {
        const { id } = till.customers.create(
          {
            customerRef: `bench-customer-${String(index).padStart(7, "0")}`,
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
  till.db.settleErased();
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
  await test.close();
  rmSync(dataDir, { recursive: true });
  return [
    rowOf("card scan to customer and new prices with 1,000,000 customers", scans, { p99Ms: GOAL_MS }),
    rowOf("find a customer by name among 1,000,000, each letter", finds),
  ];
};
