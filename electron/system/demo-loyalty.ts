/** Owns the demo store's loyalty program, "Tillwright Rewards", its four tiers, and the customers who take part already. */
import type { LoyaltyProgram } from "../../domain/loyalty/program.ts";
import { postPoints, type PostPointsDeps } from "../services/loyalty/post-points.ts";

export const demoProgram: LoyaltyProgram = {
  name: "Tillwright Rewards",
  active: true,
  earnPoints: 1,
  earnPerMinor: 1000,
  pointValueMinor: 50,
  minRedeemPoints: 10,
  redeemStep: 1,
  maxShareBp: 10_000,
  minPurchaseMinor: 0,
  expiryMonths: 12,
  welcomePoints: 100,
  birthdayPoints: 50,
  tiers: [
    {
      code: "BRONZE",
      name: "Bronze",
      minPoints: 0,
      minSpendMinor: null,
      multiplierMilli: 1000,
      discountBp: 0,
      color: "#8a5a2b",
      icon: "medal",
      benefits: "",
    },
    {
      code: "SILVER",
      name: "Silver",
      minPoints: 500,
      minSpendMinor: 100_000,
      multiplierMilli: 1100,
      discountBp: 0,
      color: "#5f6b73",
      icon: "award",
      benefits: "Ücretsiz hediye paketi",
    },
    {
      code: "GOLD",
      name: "Gold",
      minPoints: 1500,
      minSpendMinor: 500_000,
      multiplierMilli: 1250,
      discountBp: 500,
      color: "#946a00",
      icon: "trophy",
      benefits: "Ücretsiz hediye paketi, fırsatlar bir gün önce",
    },
    {
      code: "PLATINUM",
      name: "Platinum",
      minPoints: 5000,
      minSpendMinor: 1_500_000,
      multiplierMilli: 1500,
      discountBp: 1000,
      color: "#3d4f7c",
      icon: "diamond",
      benefits: "Ücretsiz hediye paketi ve teslimat, fırsatlar bir gün önce",
    },
  ],
};

/** By the number of the demo customer: points that they bring, and their tier. */
const MEMBERS: readonly (readonly [number, number, string])[] = [
  [1, 260, "BRONZE"],
  [2, 640, "SILVER"],
  [4, 120, "BRONZE"],
  [7, 1850, "GOLD"],
];

/** In the caller's transaction. */
export const seedDemoLoyalty = (deps: PostPointsDeps & { readonly year: string }): void => {
  deps.loyaltyProgram.write(demoProgram, null);
  const nowMs = deps.clock.nowMs();
  for (const [number, points, tier] of MEMBERS) {
    const customerRef = `demo-customer-${String(number).padStart(4, "0")}`;
    deps.loyaltyLedger.open({
      customerRef,
      points: 0,
      lifetimePoints: 0,
      tier,
      period: deps.year,
      periodPoints: 0,
      periodSpentMinor: 0,
      joinedAtMs: nowMs,
      lastActivityAtMs: nowMs,
    });
    postPoints(deps, {
      customerRef,
      type: "ADJUSTED",
      reason: "brought",
      points,
      spentMinor: 0,
      saleSeq: null,
      staffId: null,
      note: null,
      sinceMs: null,
    });
  }
};
