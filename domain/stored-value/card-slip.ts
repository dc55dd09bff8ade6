/** Owns how a tender names the gift card or credit that paid: by its random id, and of its code the last four digits. */
import type { CardSlip } from "../sale/sale.ts";
import { lastFour } from "./card-code.ts";
import type { StoredCard } from "./stored-value.ts";

export const cardSlip = (card: Pick<StoredCard, "id" | "code">): CardSlip => ({
  brand: "",
  last4: lastFour(card.code),
  authCode: "",
  terminalId: "",
  reference: card.id,
});
