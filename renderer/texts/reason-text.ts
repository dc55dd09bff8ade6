/**
 * Owns why an offer did not apply, in plain words. Exhaustive over the pricing engine's reasons by type.
 * Figures and instants in `wanted` and `got` come in the engine's form and are formatted for the store.
 */
import type { NotAppliedOfferView } from "../../contracts/ipc/basket.ts";
import type { NotAppliedReason } from "../../domain/pricing/pricing-result.ts";
import { parseDecimal } from "../../domain/money/decimal.ts";
import type { Formats } from "../formatting/formats.ts";
import type { Wording } from "./error-text.ts";

type Figure = "money" | "quantity" | "instant" | "text";

/** How the two figures of a reason read. */
const FIGURES: Readonly<Record<NotAppliedReason, Figure>> = {
  INVALID_RULE: "text",
  INACTIVE: "text",
  NOT_STARTED: "instant",
  ENDED: "instant",
  NEEDS_COUPON: "text",
  WRONG_STORE: "text",
  WRONG_DAY: "text",
  OUTSIDE_HOURS: "text",
  NEEDS_CUSTOMER: "text",
  CUSTOMER_NOT_ELIGIBLE: "text",
  WRONG_PAYMENT: "text",
  LIMIT_REACHED: "text",
  CUSTOMER_LIMIT_REACHED: "text",
  BUDGET_SPENT: "text",
  NO_LEASE: "text",
  NO_MATCHING_ITEMS: "text",
  BELOW_MIN_QUANTITY: "quantity",
  BELOW_MIN_SPEND: "money",
  ABOVE_MAX_SPEND: "money",
  NOTHING_LEFT: "text",
  BETTER_OFFER: "text",
  NOT_COMBINABLE: "text",
};

const formatFigure = (text: string, figure: Figure, formats: Formats): string => {
  switch (figure) {
    case "money": {
      const parsed = parseDecimal(text, formats.decimals);
      return parsed.ok ? formats.money(parsed.value) : text;
    }
    case "quantity": {
      const parsed = parseDecimal(text, 3);
      return parsed.ok ? formats.quantity(parsed.value) : text;
    }
    case "instant": {
      const atMs = Date.parse(text);
      return Number.isNaN(atMs) ? text : formats.dateTime(atMs);
    }
    case "text":
      return text;
  }
};

export const describeReason = (offer: NotAppliedOfferView, wording: Wording): string => {
  const { t, formats } = wording;
  const figure = FIGURES[offer.reason];
  const wanted = offer.wanted === null ? null : formatFigure(offer.wanted, figure, formats);
  const got = offer.got === null ? null : formatFigure(offer.got, figure, formats);
  const others = offer.by.join(", ");
  const values = { wanted: wanted ?? "", got: got ?? "", others };
  if (offer.reason === "BETTER_OFFER" || offer.reason === "NOT_COMBINABLE") {
    return others === "" ? t(`reason.${offer.reason}_plain`) : t(`reason.${offer.reason}`, values);
  }
  return wanted === null ? t(`reason.${offer.reason}_plain`, values) : t(`reason.${offer.reason}`, values);
};
