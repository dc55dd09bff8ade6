/**
 * Owns the tenders of what is paid out, all negative, none for nothing: onto the gift cards that paid, a card part with
 * its slip, a cash part. Stored value that no card is named for goes onto the customer's store credit, or a new slip.
 */
import type { Payout } from "../../../domain/refund/refund-payout.ts";
import type { StoredMoney } from "../../../domain/refund/stored-money.ts";
import type { CardSlip, Tender, TenderType } from "../../../domain/sale/sale.ts";
import type { IdsDep } from "../deps.ts";

export interface PaidTo {
  readonly slip: CardSlip | null;
  readonly cards: readonly StoredMoney[];
}

export const payoutTenders = (
  deps: IdsDep,
  payout: Payout & { readonly pointsMinor?: number },
  to: PaidTo,
): readonly Tender[] => {
  let storedMinor = payout.storedMinor;
  const ontoCards = to.cards.flatMap(({ type, slip, amountMinor }) => {
    const partMinor = Math.min(storedMinor, amountMinor);
    storedMinor -= partMinor;
    return paidOut(deps, { type, amountMinor: partMinor, card: slip });
  });
  return [
    ...ontoCards,
    ...paidOut(deps, { type: "STORE_CREDIT", amountMinor: storedMinor, card: null }),
    ...paidOut(deps, { type: "CARD", amountMinor: payout.cardMinor, card: to.slip }),
    ...paidOut(deps, { type: "CASH", amountMinor: payout.cashMinor, card: null }),
    ...paidOut(deps, { type: "POINTS", amountMinor: payout.pointsMinor ?? 0, card: null }),
  ];
};

const paidOut = (
  deps: IdsDep,
  part: { readonly type: TenderType; readonly amountMinor: number; readonly card: CardSlip | null },
): readonly Tender[] =>
  part.amountMinor === 0
    ? []
    : [
        {
          id: deps.ids.next(),
          type: part.type,
          amountMinor: -part.amountMinor,
          tenderedMinor: -part.amountMinor,
          changeMinor: 0,
          card: part.card,
        },
      ];
