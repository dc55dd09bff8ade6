/** Owns giving a customer a card: a number of this shop's formats that nobody else has. */
import type { NewCardError } from "../../../contracts/ipc/customers.ts";
import { readCard } from "../../../domain/customer/card-format.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { normaliseCode } from "../../../domain/scanning/normalise-code.ts";
import type { Actor, CustomersDep, SettingsDep } from "../deps.ts";
import { readCardFormats } from "./card-formats.ts";

/** In the caller's transaction. A card that is theirs already stays as it is. */
export const addCard = (
  deps: CustomersDep & SettingsDep,
  actor: Actor,
  card: { readonly customerId: number; readonly typed: string },
): Result<null, NewCardError> => {
  const { text } = normaliseCode(card.typed);
  const reading = readCard(text, readCardFormats(deps));
  switch (reading.kind) {
    case "otherProgram":
      return err({ type: "OtherProgramCard", program: reading.program });
    case "wrongCheckDigit":
      return err({ type: "CardMisread" });
    case "noCard":
      return err({ type: "NotACard", number: text });
    case "own": {
      const { number } = reading;
      const taken = deps.loyaltyCards.find(number);
      if (taken) {
        return taken.customerId === card.customerId ? ok(null) : err({ type: "CardTaken", number });
      }
      deps.loyaltyCards.add({ number, customerId: card.customerId }, actor.staffId);
      return ok(null);
    }
  }
};
