/**
 * Owns rounding of what is paid in cash to the smallest coin in use. Only the cash part of a payment is rounded,
 * after split tenders; cards pay to the cent.
 */
import { mulDivRound } from "../money/ratio.ts";
import type { CashRounding } from "../sale/store-profile.ts";

/** The amount in whole cash steps; half a step goes away from zero with "nearest". Symmetric for refunds. */
export const roundCash = (amountMinor: number, rounding: CashRounding): number => {
  const { stepMinor, mode } = rounding;
  if (stepMinor <= 1) {
    return amountMinor;
  }
  const magnitude = Math.abs(amountMinor);
  const remainder = magnitude % stepMinor;
  if (remainder === 0) {
    return amountMinor;
  }
  const below = magnitude - remainder;
  const rounded =
    mode === "nearest"
      ? mulDivRound(magnitude, 1, stepMinor) * stepMinor
      : mode === "up"
        ? below + stepMinor
        : below;
  return amountMinor < 0 ? 0 - rounded : rounded;
};
