/**
 * Owns what the customer sees: the basket while it is rung up, thanks and change once it is paid, else a welcome. Of the
 * person nothing but the first name and the tier; before somebody signed in nothing of a basket.
 */
import type {
  DisplayBasket,
  DisplayCustomer,
  DisplayPaid,
  DisplayView,
} from "../../../contracts/ipc/display.ts";
import type { BasketView } from "../../../contracts/ipc/basket.ts";
import type { Basket } from "../../../domain/basket/basket.ts";
import { changeGivenMinor } from "../../../domain/sale/change-given.ts";
import { basketView } from "../pricing/basket-view.ts";
import { readLanguage } from "../session/set-language.ts";
import { storeView } from "../session/store-view.ts";
import type { Till } from "../till.ts";
import { tierNameIn } from "../loyalty/tier-name.ts";
import { pointsOfBasket, pointsOfSale } from "./display-points.ts";
import { displaySetup } from "./display-setup.ts";

export const displayView = (till: Till): DisplayView => {
  const basket = till.basketSession.current();
  const isWorking = till.staffSession.current() !== null || till.staffSession.lockedName() !== null;
  const shown = isWorking && basket !== null && basket.lines.length + basket.returns.length > 0;
  return {
    ...displaySetup(till),
    store: storeView(till),
    language: readLanguage(till),
    basket: shown ? displayBasket(basketView(till, basket), basket) : null,
    paid: shown ? null : displayPaid(till),
  };
};

const displayBasket = (view: BasketView, basket: Basket): DisplayBasket => ({
  customer: displayCustomer(view, basket),
  lines: [
    ...view.lines
      .filter(({ voided }) => !voided)
      .map(({ id, name, unit, quantityMilli, grossMinor, netMinor, discounts }) => ({
        id,
        name,
        unit,
        quantityMilli,
        grossMinor,
        netMinor,
        offers: [...new Set(discounts.map(({ label }) => label))],
      })),
    ...view.returns.map(({ id, name, unit, quantityMilli, totalMinor }) => ({
      id,
      name,
      unit,
      quantityMilli: -quantityMilli,
      grossMinor: -totalMinor,
      netMinor: -totalMinor,
      offers: [],
    })),
  ],
  savedMinor: view.savedMinor,
  totalMinor: view.totalMinor,
  paidMinor: view.paidMinor,
  dueMinor: view.dueMinor,
});

const displayCustomer = ({ customer, points }: BasketView, basket: Basket): DisplayCustomer | null =>
  customer && {
    firstName: customer.name?.trim().split(/\s+/)[0] ?? null,
    tier: points?.tier?.name ?? null,
    points: pointsOfBasket(points, { tenders: basket.tenders, hasReturns: basket.returns.length > 0 }),
  };

/** The basket that was open last, if it was sold: a parked or voided one is nobody's. */
const displayPaid = (till: Till): DisplayPaid | null => {
  const basketId = till.lastSale.basketId();
  const sale = basketId === null ? null : till.sales.findById(basketId);
  if (!sale) {
    return null;
  }
  const points = pointsOfSale(sale.pointEntries);
  const tier = points?.tier ?? null;
  return {
    receiptNumber: sale.receiptNumber,
    totalMinor: sale.totals.payableMinor,
    changeMinor: changeGivenMinor(sale),
    savedMinor: sale.lines.reduce(
      (sum, { quantityMilli, discountMinor }) => (quantityMilli > 0 ? sum + discountMinor : sum),
      0,
    ),
    points: points && {
      before: points.before,
      used: points.used,
      earned: points.earned,
      after: points.after,
    },
    tier: tier === null ? null : tierNameIn(till)(tier),
  };
};
