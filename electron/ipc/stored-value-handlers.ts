/** Owns the handlers of gift cards and store credit. */
import { err, ok } from "../../domain/result.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import { cardPage, cardView, listCards } from "../services/stored-value/card-views.ts";
import { adjustCard, setCardBlocked } from "../services/stored-value/change-card.ts";
import { setValidMonths, validMonths } from "../services/stored-value/card-validity.ts";
import { findCard } from "../services/stored-value/find-card.ts";
import { payWithStoredValue } from "../services/stored-value/pay-with-card.ts";
import { sellCard, topUpCard } from "../services/stored-value/sell-card.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";
import { paymentOutcome } from "./payment-outcome.ts";

type StoredValueHandlers = Pick<Handlers, Extract<keyof Handlers, `giftCard.${string}`>>;

export const createStoredValueHandlers = (till: Till): StoredValueHandlers => ({
  "giftCard.sell": {
    needs: "giftcard:sell",
    run: ({ amountMinor }, actor) => {
      const added = sellCard(till, actor, amountMinor);
      return added.ok ? ok(basketView(till, added.value)) : added;
    },
  },
  "giftCard.topUp": {
    needs: "giftcard:sell",
    run: (topUp, actor) => {
      const added = topUpCard(till, actor, topUp);
      return added.ok ? ok(basketView(till, added.value)) : added;
    },
  },
  "giftCard.check": {
    needs: "sale:create",
    run: ({ code }) => {
      const card = findCard(till, code);
      return card.ok ? ok(cardView(till, card.value)) : card;
    },
  },
  "giftCard.pay": {
    needs: "sale:create",
    // What the terminal is busy with may change what is due.
    run: (payment, actor) =>
      till.terminalTurn.isTaken()
        ? err({ type: "TerminalBusy" })
        : paymentOutcome(till, payWithStoredValue(till, actor, payment)),
  },
  "giftCard.list": { needs: "giftcard:read", run: ({ text }) => ok(listCards(till, text)) },
  "giftCard.rules": { needs: "giftcard:read", run: () => ok({ validMonths: validMonths(till) }) },
  "giftCard.setRules": {
    needs: "store:configure",
    run: (rules, actor) => ok({ validMonths: setValidMonths(till, actor, rules.validMonths) }),
  },
  "giftCard.get": { needs: "giftcard:read", run: ({ cardId }) => cardPage(till, cardId) },
  "giftCard.setBlocked": {
    needs: "giftcard:block",
    run: (change, actor) => setCardBlocked(till, actor, change),
  },
  "giftCard.adjust": { needs: "giftcard:adjust", run: (change, actor) => adjustCard(till, actor, change) },
});
