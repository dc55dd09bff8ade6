/**
 * Owns what a scanned code means as a loyalty card: a customer's, or a card that is not taken, with the reason. Goods,
 * receipts and coupons are looked up before a number is called a strange card.
 */
import type { CardRefusal } from "../../../contracts/ipc/customers.ts";
import type { Customer } from "../../../db/repositories/customers.ts";
import { readCard } from "../../../domain/customer/card-format.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { CustomersDep, SettingsDep } from "../deps.ts";
import { readCardFormats } from "./card-formats.ts";

/** ok(null): no card that is known here. `candidates` are spellings of the code, best first. */
export const customerOfCard = (
  deps: CustomersDep,
  candidates: readonly string[],
): Result<Customer | null, Extract<CardRefusal, { readonly type: "CardBlocked" }>> => {
  const card = candidates.map(deps.loyaltyCards.find).find((found) => found !== null);
  if (!card) {
    return ok(null);
  }
  return card.state === "blocked"
    ? err({ type: "CardBlocked", number: card.number })
    : ok(deps.customers.findByIds([card.customerId])[0] ?? null);
};

/** Why a code that nobody knows is a card that is not taken; null when it does not look like a card. */
export const strangeCard = (deps: SettingsDep, code: string): CardRefusal | null => {
  const reading = readCard(code, readCardFormats(deps));
  switch (reading.kind) {
    case "own":
      return { type: "CardNotHandedOut", number: reading.number };
    case "otherProgram":
      return { type: "OtherProgramCard", program: reading.program };
    case "wrongCheckDigit":
      return { type: "CardMisread" };
    case "noCard":
      return null;
  }
};
