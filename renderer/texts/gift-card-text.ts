/** Owns how the state of a gift card or store credit reads. */
import type { StoredCardView } from "../../contracts/ipc/stored-value.ts";
import type { Wording } from "./error-text.ts";

export const giftCardState = (
  { state, blockedReason, expiresAtMs }: StoredCardView,
  { t, formats }: Wording,
): string => {
  if (state === "blocked") {
    return t("giftCard.blocked", { reason: blockedReason ?? "" });
  }
  const until = expiresAtMs === null ? "" : formats.date(expiresAtMs - 1);
  if (state === "active" || state === "empty") {
    return t(`giftCard.${state}`, { date: until });
  }
  return t("giftCard.expired", { date: until });
};
