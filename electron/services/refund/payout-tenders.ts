/** Owns the tenders of what is paid out: a card part with its slip, a cash part, both negative; none for nothing. */
import type { Payout } from "../../../domain/refund/refund-payout.ts";
import type { CardSlip, Tender, TenderType } from "../../../domain/sale/sale.ts";
import type { IdsDep } from "../deps.ts";

export const payoutTenders = (
  deps: IdsDep,
  payout: Payout & { readonly pointsMinor?: number },
  slip: CardSlip | null,
): readonly Tender[] => [
  ...paidOut(deps, { type: "CARD", amountMinor: payout.cardMinor, card: slip }),
  ...paidOut(deps, { type: "CASH", amountMinor: payout.cashMinor, card: null }),
  ...paidOut(deps, { type: "POINTS", amountMinor: payout.pointsMinor ?? 0, card: null }),
];

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
