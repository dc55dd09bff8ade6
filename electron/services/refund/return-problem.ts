/**
 * Owns what would stop goods from coming back when their record is made. Asked before a terminal gives money to a card:
 * afterwards it is too late, because the card has it.
 */
import type { MembershipRefusal } from "../../../contracts/ipc/memberships.ts";
import type { StoredValueRefusal } from "../../../contracts/ipc/stored-value.ts";
import { isPlanSku } from "../../../domain/membership/membership.ts";
import type { StoredValueDep } from "../deps.ts";
import { cardsBackOf } from "../stored-value/cards-back.ts";
import type { ReturnedLine } from "./build-refund.ts";

export const returnProblem = (
  deps: StoredValueDep,
  lines: readonly ReturnedLine[],
): StoredValueRefusal | MembershipRefusal | null => {
  const taken = new Map<string, number>();
  for (const line of lines) {
    const { kind, sku, name } = line.source;
    if (isPlanSku(sku) && line.refunds === null) {
      return { type: "MembershipNeedsReceipt", name };
    }
    const cards = kind === "giftCard" ? cardsBackOf(deps, line, taken) : null;
    if (cards?.ok === false) {
      return cards.error;
    }
  }
  return null;
};
