/** Owns what people read for a tier: its name in the program, or its code where the program no longer has it. */
import type { LoyaltyDep } from "../deps.ts";

export const tierNameIn =
  ({ loyaltyProgram }: Pick<LoyaltyDep, "loyaltyProgram">): ((code: string) => string) =>
  (code) =>
    loyaltyProgram.read()?.tiers.find((tier) => tier.code === code)?.name ?? code;
