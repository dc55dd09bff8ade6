/**
 * Owns the shop that a fresh till shows: "Köşe Market" in Kadıköy with its goods, two people who can sign in, and customers.
 * Everything is written in one transaction, and only where no store has been set up: it never touches a real shop's
 * data, and a second call changes nothing.
 */
import { allOrNothing } from "../../db/in-transaction.ts";
import type { TillDatabase } from "../../db/open-database.ts";
import { createLoyaltyLedger } from "../../db/repositories/loyalty-ledger.ts";
import { createLoyaltyProgramRepository } from "../../db/repositories/loyalty-program.ts";
import { createOfferRepository } from "../../db/repositories/offers.ts";
import { createProductRepository } from "../../db/repositories/products.ts";
import { createSettingRepository, type SettingError } from "../../db/repositories/settings.ts";
import { createStaffRepository } from "../../db/repositories/staff.ts";
import { readStoreProfile, writeStoreProfile } from "../../db/repositories/store-profile.ts";
import { ok, type Result } from "../../domain/result.ts";
import { wallClockAt } from "../../domain/time/zoned-time.ts";
import type { StoreProfile } from "../../domain/sale/store-profile.ts";
import { createCustomerTables } from "./customer-tables.ts";
import { seedDemoCustomers } from "./demo-customers.ts";
import { foodShelves } from "./demo-food.ts";
import { otherShelves } from "./demo-other.ts";
import { seedDemoLoyalty } from "./demo-loyalty.ts";
import { demoOffers } from "./demo-offers.ts";
import { toProducts } from "./demo-shelf.ts";

export interface DemoStoreDeps {
  readonly db: TillDatabase;
  readonly hashPin: (pin: string) => string;
}

export interface DemoStoreReport {
  /** false: a store was there already, and nothing was written. */
  readonly seeded: boolean;
  readonly products: number;
}

export const seedDemoStore = ({ db, hashPin }: DemoStoreDeps): Result<DemoStoreReport, SettingError> => {
  const settings = createSettingRepository(db);
  const profile = readStoreProfile(settings);
  if (!profile.ok) {
    return profile;
  }
  if (profile.value !== null) {
    return ok({ seeded: false, products: 0 });
  }
  const products = createProductRepository(db);
  const staff = createStaffRepository(db);
  const offers = createOfferRepository(db);
  const shelves = [...foodShelves, ...otherShelves];
  const patches = toProducts(shelves);
  allOrNothing(db, () => {
    for (const { department, category } of shelves) {
      products.putGroup({ kind: "department", ...department }, null);
      products.putGroup({ kind: "category", ...category }, null);
    }
    products.upsertMany(patches, null);
    for (const { pin, ...member } of demoStaff) {
      staff.create({ ...member, badgeHash: null, pinHash: hashPin(pin) }, null);
    }
    for (const { kind, ...offer } of demoOffers) {
      offers.put(kind, offer, null);
    }
    seedDemoCustomers(createCustomerTables(db));
    seedDemoLoyalty({
      loyaltyProgram: createLoyaltyProgramRepository(db),
      loyaltyLedger: createLoyaltyLedger(db),
      clock: db.clock,
      profile: demoProfile,
      year: String(wallClockAt(db.clock.nowMs(), demoProfile.timezone).date.year),
    });
    writeStoreProfile(settings, demoProfile);
  });
  return ok({ seeded: true, products: patches.length });
};

/** Signs in with these on a demo till only; a real store makes its own people. */
export const demoStaff = [
  { name: "Ayşe K.", roleCode: "cashier", pin: "1111" },
  { name: "Mehmet D.", roleCode: "manager", pin: "2222" },
] as const;

const demoProfile: StoreProfile = {
  storeCode: "S1",
  storeName: "Köşe Market",
  addressLines: ["Caferağa Mah. Moda Cad. No: 12", "34710 Kadıköy / İstanbul"],
  taxNumber: "Kadıköy VD 5730012345",
  tillCode: "T1",
  currency: "TRY",
  locale: "tr-TR",
  timezone: "Europe/Istanbul",
  pricesIncludeTax: true,
  // The smallest coin in use is 5 kuruş: 1 kuruş coins are legal tender that nobody carries.
  cashRounding: { stepMinor: 5, mode: "nearest" },
  receiptFooter: ["Teşekkür ederiz, yine bekleriz."],
};
