/**
 * Owns selling a gift card and topping one up: a line of kind giftCard in the open basket, at the amount that a person
 * typed. Nothing is on a card before its sale is complete: see settle-stored-value.ts.
 */
import type { CardCodeProblem, CardUseProblem } from "../../../contracts/ipc/stored-value.ts";
import { changeLine, type Basket } from "../../../domain/basket/basket.ts";
import { storedValueWordsFor } from "../../../domain/receipt/stored-value-words.ts";
import { err, type Result } from "../../../domain/result.ts";
import { lastFour } from "../../../domain/stored-value/card-code.ts";
import { addProduct, type AddProductDeps, type AddProductError } from "../checkout/add-product.ts";
import type { Actor, StoredValueDep } from "../deps.ts";
import { findCard, topUpProblem } from "./find-card.ts";

export type SellCardDeps = AddProductDeps & StoredValueDep;

const GIFT_CARD_SKU = "GIFT-CARD";

export const sellCard = (
  deps: SellCardDeps,
  actor: Actor,
  amountMinor: number,
): Result<Basket, AddProductError> => addCardLine(deps, actor, { amountMinor });

export const topUpCard = (
  deps: SellCardDeps,
  actor: Actor,
  topUp: { readonly code: string; readonly amountMinor: number },
): Result<Basket, AddProductError | CardCodeProblem | CardUseProblem> => {
  const card = findCard(deps, topUp.code);
  if (!card.ok) {
    return card;
  }
  const problem = topUpProblem(card.value, deps.clock.nowMs());
  if (problem) {
    return err(problem);
  }
  return addCardLine(deps, actor, {
    amountMinor: topUp.amountMinor,
    named: (basket) => {
      const lineId = basket.lastLineId ?? "";
      const noted = changeLine(basket, lineId, { note: `•••• ${lastFour(card.value.code)}` });
      return {
        basket: noted.ok ? noted.value : basket,
        alsoStore: () => deps.storedValue.addTopUp({ basketId: basket.id, lineId, cardId: card.value.id }),
      };
    },
  });
};

const addCardLine = (
  deps: SellCardDeps,
  actor: Actor,
  line: {
    readonly amountMinor: number;
    readonly named?: (basket: Basket) => { readonly basket: Basket; readonly alsoStore: () => void };
  },
): Result<Basket, AddProductError> =>
  addProduct(deps, actor, {
    productId: giftCardProduct(deps),
    quantityMilli: 1000,
    unitPriceMinor: line.amountMinor,
    ...(line.named === undefined ? {} : { named: line.named }),
  });

/** The catalogue's own gift card, at an open price; made when the first one is sold. */
const giftCardProduct = ({ products, profile }: SellCardDeps): number => {
  const known = products.findBySku(GIFT_CARD_SKU);
  if (known) {
    return known.id;
  }
  const [made] = products.upsertMany(
    [
      {
        sku: GIFT_CARD_SKU,
        name: storedValueWordsFor(profile.locale).product,
        kind: "giftCard",
        taxRateBp: 0,
        unitPriceMinor: null,
        discountable: false,
        barcodes: [],
      },
    ],
    null,
  );
  if (made === undefined || !("productId" in made)) {
    throw new Error("The gift card could not be put in the catalogue");
  }
  return made.productId;
};
