/**
 * Owns turning a fully paid basket into a sale. Whatever happens, a basket is sold at most once: its id becomes the
 * sale's, which is unique, and a basket whose id a sale has is not open any more.
 */
import type { BasketReturn } from "../../../domain/basket/basket-returns.ts";
import { countItems, liveLines, repriced, type Basket } from "../../../domain/basket/basket.ts";
import { isPlanSku, type PlannedPeriod } from "../../../domain/membership/membership.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { changeGivenMinor } from "../../../domain/sale/change-given.ts";
import { countSoldItems } from "../../../domain/sale/count-sold-items.ts";
import { isExchange, soldLines } from "../../../domain/sale/returned-goods.ts";
import type { Tender } from "../../../domain/sale/sale.ts";
import type { CompletedSaleView } from "../../../contracts/ipc/payment.ts";
import type {
  Actor,
  BasketsDep,
  CardRefundsDep,
  IdsDep,
  MembershipsDep,
  PricingDep,
  SalesDep,
  SessionDep,
  StoredValueDep,
} from "../deps.ts";
import { basketReturnedLines, type ReturnsError } from "../exchange/basket-returned-lines.ts";
import { salePointsOf } from "../loyalty/basket-points.ts";
import { pointsBackOf, totalOf } from "../pricing/amount-due.ts";
import { saleTrace } from "../pricing/sale-trace.ts";
import { buildSale } from "./build-sale.ts";
import { freshPrice, type OffersChanged } from "./fresh-price.ts";
import { recordSale, type RecordedSale, type RecordSaleDeps, type RecordSaleError } from "./record-sale.ts";

export type CompleteSaleDeps = RecordSaleDeps &
  SessionDep &
  BasketsDep &
  CardRefundsDep &
  PricingDep &
  IdsDep;

export type CompleteSaleError = ReturnsError | RecordSaleError | OffersChanged;

/**
 * The tenders must cover the total (the caller has checked); they become the sale's. Refused when goods that come back
 * were given back elsewhere meanwhile, or when an offer was used up: then nothing is sold.
 */
export const completeSale = (
  deps: CompleteSaleDeps,
  actor: Actor,
  taken: readonly Tender[],
): Result<CompletedSaleView, CompleteSaleError> => {
  const basketNow = deps.basketSession.current();
  const fresh = basketNow === null ? ok(null) : freshPrice(deps, basketNow);
  if (!fresh.ok) {
    return fresh;
  }
  const done = deps.basketSession.close<RecordedSale, CompleteSaleError>((basket) => {
    if (deps.pricing.isStale(basket)) {
      return err({ type: "OffersChanged", totalMinor: totalOf(deps, repriced(basket)) });
    }
    const returned = basketReturnedLines(deps, basket);
    if (!returned.ok) {
      return returned;
    }
    const priced = deps.pricing.price(basket);
    const tenders = [...taken, ...pointsGivenBack(deps, basket)];
    return recordSale(deps, {
      points: salePointsOf(priced, basket),
      couponDefinitions: priced.input.couponDefinitions,
      topUps: topUpsOf(deps, basket),
      memberships: plannedPeriodsOf(deps, basket),
      trace: {
        ...saleTrace(priced),
        itemCount: countItems(basket),
        ageCheck: basket.ageCheck,
        limitApprovals: basket.limitApprovals,
        ...(basket.returns.length === 0 ? {} : { returns: basket.returns.map(returnTrace) }),
        voidedLines: basket.lines
          .filter((line) => line.voidReason !== null)
          .map((line) => ({
            sku: line.product.sku,
            quantityMilli: line.quantityMilli,
            unitPriceMinor: line.unitPriceMinor,
            reason: line.voidReason,
          })),
      },
      build: (receiptNumber) =>
        buildSale({
          id: basket.id,
          receiptNumber,
          atMs: deps.clock.nowMs(),
          actor,
          basket,
          priced,
          returned: returned.value,
          tenders,
          profile: deps.profile,
        }),
    });
  });
  if (!done.ok) {
    return done;
  }
  deps.printing.wake();
  return ok(completedSaleView(done.value));
};

/** By the numbers that its lines get: see buildSale. */
const topUpsOf = (deps: StoredValueDep, basket: Basket): ReadonlyMap<number, string> => {
  const cards = liveLines(basket).some((line) => line.product.kind === "giftCard")
    ? deps.storedValue.topUpsOf(basket.id)
    : new Map<string, string>();
  return new Map(
    liveLines(basket).flatMap((line, index) => {
      const cardId = cards.get(line.id);
      return cardId === undefined ? [] : [[index + 1, cardId] as const];
    }),
  );
};

const plannedPeriodsOf = (deps: MembershipsDep, basket: Basket): ReadonlyMap<number, PlannedPeriod> => {
  const planned = liveLines(basket).some((line) => isPlanSku(line.product.sku))
    ? deps.memberships.plannedOf(basket.id)
    : new Map<string, PlannedPeriod>();
  return new Map(
    liveLines(basket).flatMap((line, index) => {
      const period = planned.get(line.id);
      return period === undefined ? [] : [[index + 1, period] as const];
    }),
  );
};

/** Why each returned line came back: the receipt says all reasons together. */
const returnTrace = ({ receiptNumber, lineNumber, quantityMilli, reason }: BasketReturn): unknown => ({
  receiptNumber,
  lineNumber,
  quantityMilli,
  reason,
});

/** Points that paid for goods that come back go back as points: what the new goods cost is paid without them. */
const pointsGivenBack = (deps: SalesDep & IdsDep, basket: Basket): readonly Tender[] => {
  const amountMinor = -pointsBackOf(deps, basket);
  return amountMinor === 0
    ? []
    : [
        {
          id: deps.ids.next(),
          type: "POINTS",
          amountMinor,
          tenderedMinor: amountMinor,
          changeMinor: 0,
          card: null,
        },
      ];
};

export const completedSaleView = ({ sale, printJobId }: RecordedSale): CompletedSaleView => ({
  saleId: sale.id,
  receiptNumber: sale.receiptNumber,
  isExchange: isExchange(sale),
  totalMinor: sale.totals.totalMinor,
  payableMinor: sale.totals.payableMinor,
  changeMinor: changeGivenMinor(sale),
  savedMinor: soldLines(sale).reduce((sum, line) => sum + line.discountMinor, 0),
  tenders: sale.tenders.map(({ type, amountMinor, tenderedMinor }) => ({ type, amountMinor, tenderedMinor })),
  itemCount: countSoldItems(sale),
  printJobId,
});
