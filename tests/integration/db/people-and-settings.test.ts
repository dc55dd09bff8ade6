import { NO_DETAILS } from "../../../domain/customer/customer.ts";
import { expect, test } from "vitest";
import { allOrNothing, inTransaction } from "../../../db/in-transaction.ts";
import { createAuditLogRepository } from "../../../db/repositories/audit-log.ts";
import { createCounterRepository } from "../../../db/repositories/counters.ts";
import { createCustomerRepository } from "../../../db/repositories/customers.ts";
import { createSettingRepository } from "../../../db/repositories/settings.ts";
import { createStaffRepository } from "../../../db/repositories/staff.ts";
import { readStoreProfile, writeStoreProfile } from "../../../db/repositories/store-profile.ts";
import { err } from "../../../domain/result.ts";
import type { StoreProfile } from "../../../domain/sale/store-profile.ts";
import { createTestClock, openTestDatabase } from "../../support/test-database.ts";

const parseText = (value: unknown): string | null => (typeof value === "string" ? value : null);

test("staff are listed by name, and found by id and badge", () => {
  const staff = createStaffRepository(openTestDatabase());
  const pinHash = "scrypt$16384$8$1$salt$key-of-some-length";
  const mehmet = staff.create(
    { name: "Mehmet D.", pinHash, badgeHash: "hash of B-7", roleCode: "manager" },
    null,
  );
  const ayse = staff.create({ name: "Ayşe K.", pinHash, badgeHash: null, roleCode: "cashier" }, mehmet.id);
  expect(staff.list()).toEqual([ayse, mehmet]);
  expect(staff.findByBadge("hash of B-7")).toEqual(mehmet);
  expect(staff.findByBadge("hash of B-8")).toBeNull();
  expect(staff.findById(ayse.id)).toEqual(ayse);
  expect(staff.findById(99)).toBeNull();
});

test("a setting is missing, right or broken, and each is told apart", () => {
  const settings = createSettingRepository(openTestDatabase());
  expect(settings.get("theme", parseText)).toEqual({ ok: true, value: null });
  settings.set("theme", "dark");
  expect(settings.get("theme", parseText)).toEqual({ ok: true, value: "dark" });
  settings.set("theme", { name: "dark" });
  expect(settings.get("theme", parseText)).toEqual({
    ok: false,
    error: { type: "BrokenSetting", key: "theme" },
  });
  settings.remove("theme");
  expect(settings.get("theme", parseText)).toEqual({ ok: true, value: null });
});

test("setting the same value again keeps who set it and when", () => {
  const clock = createTestClock();
  const db = openTestDatabase({ clock });
  const settings = createSettingRepository(db);
  const row = () => db.sqlite.prepare("SELECT updated_at_ms, updated_by FROM setting").get();
  settings.set("theme", "dark", 1);
  const before = row();
  clock.advance(5);
  settings.set("theme", "dark", 2);
  expect(row()).toEqual(before);
  settings.set("theme", "light", 2);
  expect(row()).toEqual({ updated_at_ms: clock.nowMs(), updated_by: 2 });
});

const profile: StoreProfile = {
  storeCode: "S1",
  storeName: "Köşe Market",
  addressLines: ["Moda Cad. 12"],
  taxNumber: null,
  tillCode: "T1",
  currency: "TRY",
  locale: "tr-TR",
  timezone: "Europe/Istanbul",
  pricesIncludeTax: true,
  cashRounding: { stepMinor: 5, mode: "nearest" },
  receiptFooter: [],
};

test("the store profile comes back as it was written", () => {
  const settings = createSettingRepository(openTestDatabase());
  expect(readStoreProfile(settings)).toEqual({ ok: true, value: null });
  writeStoreProfile(settings, profile);
  expect(readStoreProfile(settings)).toEqual({ ok: true, value: profile });
});

test.each([
  ["no currency", { ...profile, currency: undefined }],
  ["an empty till code", { ...profile, tillCode: "" }],
  ["address lines that are no texts", { ...profile, addressLines: [1] }],
  ["a rounding step that is no integer", { ...profile, cashRounding: { stepMinor: 0.05, mode: "nearest" } }],
  ["an unknown rounding mode", { ...profile, cashRounding: { stepMinor: 5, mode: "half" } }],
  ["a list", [profile]],
])("a stored profile with %s is broken", (_what, value) => {
  const settings = createSettingRepository(openTestDatabase());
  settings.set("store.profile", value);
  expect(readStoreProfile(settings)).toEqual({
    ok: false,
    error: { type: "BrokenSetting", key: "store.profile" },
  });
});

test("a number is given once, and not at all when its transaction fails", () => {
  const db = openTestDatabase();
  const counters = createCounterRepository(db);
  const take = () => allOrNothing(db, () => counters.next("receipt"));
  expect([take(), take()]).toEqual([1, 2]);
  inTransaction(db, () => {
    counters.next("receipt");
    return err("no");
  });
  expect(counters.current("receipt")).toBe(2);
  expect(take()).toBe(3);
  expect(counters.current("other")).toBe(0);
  expect(() => counters.next("receipt")).toThrow(/inside the transaction/);
});

test("audit entries come back newest first, by subject and page by page", () => {
  const clock = createTestClock();
  const audit = createAuditLogRepository(openTestDatabase({ clock }));
  const entry = {
    staffId: 1,
    staffName: "Ayşe K.",
    approverId: 2,
    approverName: "Mehmet D.",
    action: "price.override" as const,
    before: { unitPriceMinor: 1500 },
    after: { unitPriceMinor: 1000 },
    reason: "damaged",
  };
  audit.append({ ...entry, subject: "product:A" });
  audit.append({ ...entry, subject: "product:B", before: null });
  const last = audit.append({ ...entry, subject: "product:A" });
  expect(audit.list({ limit: 1 })).toEqual([
    { ...entry, id: last, atMs: clock.nowMs(), subject: "product:A" },
  ]);
  expect(audit.list({ subject: "product:A", limit: 10 }).map(({ id }) => id)).toEqual([3, 1]);
  expect(audit.list({ beforeId: 3, limit: 10 }).map(({ before }) => before)).toEqual([null, entry.before]);
});

test("customers are found by their number elsewhere and by their ref", () => {
  const customers = createCustomerRepository(openTestDatabase());
  const added = customers.create(
    {
      customerRef: "0123456789abcdef",
      code: "17850",
      country: "United Kingdom",
      registrationSource: "import",
      details: NO_DETAILS,
    },
    null,
  );
  expect(customers.findByCode("17850")).toEqual(added);
  expect(customers.findByRef("0123456789abcdef")).toEqual(added);
  expect(customers.findByCode("17851")).toBeNull();
});
