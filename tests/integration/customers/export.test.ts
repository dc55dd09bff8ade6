/** The file that a customer may ask for: everything that is kept of them, as they read it, and nobody else. */
import { expect, it } from "vitest";
import { openTestDatabase } from "../../support/test-database.ts";
import { BRINGER_NAME, customerWithEverything, FRIEND_NAME } from "../../support/customer-with-everything.ts";

it("holds one of everything that is kept of a customer, in words and figures that they read", async () => {
  const { test, customerRef, cardNumber } = await customerWithEverything();
  const { fileName, json } = await test.must("customer.export", { customerRef });
  expect(fileName).toBe(`customer-${customerRef}.json`);
  const told = JSON.parse(json) as Record<string, unknown>;
  expect(told).toMatchObject({
    store: "Köşe Market",
    timezone: "Europe/Istanbul",
    currency: "TRY",
    profile: {
      name: "Qpersonname Erased",
      phone: "+905559998877",
      dateOfBirth: "1971-07-17",
      invoiceAddress: "Qaddress Sokak 17",
      preferences: { note: "qpreference" },
      tags: ["qtag"],
      registrationSource: "till",
      createdAt: "2026-11-20 15:00:00",
    },
    references: [customerRef],
    consents: {
      now: { marketing: false, sms: false, email: true },
      history: [
        { channel: "marketing", granted: true, source: "till" },
        { channel: "email", granted: true },
        { channel: "marketing", granted: false, at: "2026-11-21 15:00:00" },
      ],
    },
    loyaltyCards: [{ number: cardNumber, state: "active" }],
    points: { accounts: [{ tier: "BRONZE" }] },
    coupons: expect.arrayContaining([
      expect.objectContaining({ code: "QCOUPON", isPersonal: 1 }),
      expect.objectContaining({ code: expect.stringMatching(/^[0-9A-Z]{16}$/) as string, isPersonal: 1 }),
    ]) as unknown,
    couponsHandedOut: [{ code: "QCOUPON", channel: "SMS" }],
    couponUses: [{ coupon: "QCOUPON", amount: "1.50" }],
    joinedCampaigns: [{ campaign: "CLUB" }],
    segments: [{ assignment: "manual", reason: "qsegmentreason" }, { name: "Everybody once" }],
    memberships: [
      {
        plan: "Club",
        state: "cancelled",
        events: [{ kind: "paid", pricePaid: "100.00" }, { reason: "qcancelreason" }],
      },
    ],
    referrals: {
      codes: [{}],
      friendsBrought: [{ state: "rewarded", reward: { kind: "points", points: 40 } }],
      broughtByAFriend: [{ state: "rewarded", reward: { kind: "credit", amount: "20.00" } }],
    },
    basketsSetAside: [{ label: "qbasketlabel", lines: [{ quantity: "1", note: "qlinenote" }] }],
    salesOfOtherTills: [],
  });
  expect(told["points"]).toMatchObject({ accounts: [{ points: expect.any(Number) as number }] });
  await test.close();
});

it("holds sales with their lines, movements of points that no sale made, and what moved on their credit", async () => {
  const { test, customerRef, creditCode } = await customerWithEverything();
  const { json } = await test.must("customer.export", { customerRef });
  const told = JSON.parse(json) as {
    readonly sales: readonly { readonly kind: string; readonly lines: readonly unknown[] }[];
    readonly points: { readonly movements: readonly object[]; readonly tiers: readonly object[] };
    readonly giftCards: readonly { readonly code: string; readonly movements: readonly object[] }[];
    readonly dealings: readonly { readonly action: string }[];
  };
  expect(told.sales.map(({ kind }) => kind).toSorted()).toEqual(["refund", "sale", "sale", "sale", "sale"]);
  expect(told.sales.at(-1)).toMatchObject({
    receiptNumber: "S1-T1-000001",
    at: "2026-11-20 15:00:00",
    lines: [{ sku: "BAKERY-001", quantity: "4", unitPrice: "15.00", total: "60.00" }],
    total: "60.00",
    tenders: [{ type: "CASH", amount: "60.00" }],
  });
  const stored = test.till.loyaltyLedger.history(customerRef, { beforeId: null, limit: 999 });
  expect(told.points.movements).toHaveLength(stored.length);
  expect(told.points.movements).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: "WELCOME", cause: "welcome", receiptNumber: null }),
      expect.objectContaining({ type: "BONUS", points: 700, cause: "byHand", note: "qpointsreason" }),
      expect.objectContaining({ cause: "referral", points: 40 }),
      expect.objectContaining({ type: "EARNED", receiptNumber: "S1-T1-000001" }),
    ]),
  );
  expect(told.points.tiers[0]).toMatchObject({ tier: "BRONZE" });
  expect(told.giftCards.find(({ code }) => code === creditCode)?.movements).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: "ADJUSTED", reason: "qcardreason" })]),
  );
  expect(told.dealings.map(({ action }) => action)).toContain("loyalty.adjust");
  await test.close();
});

it("names no friend and nobody of the staff, and holds nothing of how the program answers itself", async () => {
  const { test, customerRef } = await customerWithEverything();
  const { json } = await test.must("customer.export", { customerRef });
  for (const other of [
    FRIEND_NAME,
    BRINGER_NAME,
    "staff",
    "cashier",
    "Refund",
    `"ok"`,
    `"value":`,
    "AtMs",
    "Minor",
  ]) {
    expect(json).not.toContain(other);
  }
  const names = test.till.audit.people().map(({ name }) => name);
  expect(names.length).toBeGreaterThan(1);
  for (const name of names) {
    expect(json).not.toContain(name);
  }
  const others = test.till.db.sqlite
    .prepare<[string], string>("SELECT customer_ref FROM customer WHERE customer_ref <> ?")
    .pluck()
    .all(customerRef);
  expect(others.filter((ref) => json.includes(ref))).toEqual([]);
  await test.close();
});

/** Where the database knows customers. A new place belongs in the file, or says here why not; and eraseCustomer looks at it too. */
const KNOWN_PLACES = [
  "basket.customer_ref",
  "campaign_participation.customer_ref",
  "campaign_usage.customer_ref",
  "coupon.customer_ref",
  "coupon_distribution.customer_ref",
  "coupon_usage.customer_ref",
  "customer.customer_ref",
  // The sum of the sales.
  "customer_activity.customer_ref",
  "customer_consent.customer_ref",
  "customer_loyalty.customer_ref",
  "customer_segment_member.customer_ref",
  // The words of the name.
  "customer_word.customer_id",
  "gift_card.customer_ref",
  "loyalty_card.customer_id",
  "loyalty_point_lot.customer_ref",
  "loyalty_point_transaction.customer_ref",
  "membership.customer_ref",
  "referral.referee_ref",
  "referral.referrer_ref",
  "referral_code.customer_ref",
  "sale.customer_ref",
];

it("knows every column that names a customer", () => {
  const { sqlite } = openTestDatabase();
  const places = sqlite
    .prepare<[], string>(
      `SELECT tables.name || '.' || columns.name FROM pragma_table_list AS tables,
         pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' AND (columns.name LIKE '%customer_ref' OR columns.name LIKE '%customer_id'
         OR columns.name LIKE 'refer%_ref') ORDER BY 1`,
    )
    .pluck()
    .all();
  expect(places).toEqual(KNOWN_PLACES);
});
