/**
 * Owns what the person at the till was told before the power went: sales acknowledged, the basket as last seen, what is
 * parked, and the one call that was under way. Everything acknowledged must be there after the restart.
 */
import type { BasketView } from "../../contracts/ipc/basket.ts";
import type { ShiftView } from "../../contracts/ipc/shifts.ts";

export interface TillModel {
  /** Receipt number to what was paid, minor units; negative for refunds. */
  readonly sales: Map<string, number>;
  basket: BasketView | null;
  parked: number;
  /** The open shift with the count that is being made. */
  shift: ShiftView | null;
  zReports: number;
  /** Pay-ins and pay-outs. */
  moves: number;
  /** The procedure that had not answered, or null between calls. */
  underWay: string | null;
}

export const createTillModel = (): TillModel => ({
  sales: new Map(),
  basket: null,
  parked: 0,
  shift: null,
  zReports: 0,
  moves: 0,
  underWay: null,
});

/** What the till says after a restart. */
export interface FoundTill {
  readonly sales: ReadonlyMap<string, number>;
  readonly basket: BasketView | null;
  readonly parked: number;
  readonly shift: ShiftView | null;
  readonly zReports: number;
  readonly moves: number;
}

const MAY_SELL = new Set(["payment.cash", "payment.card", "refund.byReceipt"]);

/** Every way in which the restarted till breaks its word; empty when it kept it. */
export const brokenPromises = (model: TillModel, found: FoundTill): readonly string[] => [
  ...missingSales(model, found),
  ...surplusSales(model, found),
  ...basketFaults(model, found),
  ...parkedFaults(model, found),
  ...shiftFaults(model, found),
];

const missingSales = (model: TillModel, found: FoundTill): readonly string[] =>
  [...model.sales]
    .filter(([receipt, paidMinor]) => found.sales.get(receipt) !== paidMinor)
    .map(
      ([receipt, paidMinor]) =>
        `${receipt} over ${String(paidMinor)} was acknowledged, found ${String(found.sales.get(receipt))}`,
    );

const surplusSales = (model: TillModel, found: FoundTill): readonly string[] => {
  const surplus = [...found.sales.keys()].filter((receipt) => !model.sales.has(receipt));
  const allowed = MAY_SELL.has(model.underWay ?? "") ? 1 : 0;
  return surplus.length > allowed
    ? [`${surplus.join(", ")} exist, but only ${model.underWay ?? "nothing"} was under way`]
    : [];
};

const basketFaults = (model: TillModel, found: FoundTill): readonly string[] => {
  const sold = found.sales.size > model.sales.size && model.underWay !== "refund.byReceipt";
  if (sold) {
    return found.basket === null ? [] : ["a basket was sold and is still open"];
  }
  const before = model.basket?.revision ?? 0;
  const after = found.basket?.revision ?? 0;
  if (found.parked > model.parked && model.underWay === "basket.park") {
    return found.basket === null ? [] : ["a basket is parked and still open"];
  }
  if (model.underWay === "basket.recall" && found.parked < model.parked) {
    return found.basket === null ? ["a recalled basket is gone"] : [];
  }
  if (after === before) {
    return JSON.stringify(linesOf(model.basket)) === JSON.stringify(linesOf(found.basket))
      ? []
      : [`revision ${String(after)} has other lines than acknowledged`];
  }
  // A payment first clears up a card payment left open; a card writes the wish to charge, then the outcome.
  const steps = { "payment.card": 3, "payment.cash": 2 }[model.underWay ?? ""] ?? 1;
  return model.underWay !== null && after > before && after - before <= steps
    ? []
    : [`the basket is at revision ${String(after)}, acknowledged was ${String(before)}`];
};

const parkedFaults = (model: TillModel, found: FoundTill): readonly string[] => {
  const difference = found.parked - model.parked;
  const allowed = { "basket.park": 1, "basket.recall": -1 }[model.underWay ?? ""] ?? 0;
  return difference === 0 || difference === allowed
    ? []
    : [`${String(found.parked)} baskets are parked, acknowledged were ${String(model.parked)}`];
};

/** Either as it was acknowledged, or one step further when that step was under way. */
const shiftFaults = (model: TillModel, found: FoundTill): readonly string[] => {
  const { underWay } = model;
  const stepOf = (names: readonly string[]): number => (names.includes(underWay ?? "") ? 1 : 0);
  const zMore = found.zReports - model.zReports;
  const movesMore = found.moves - model.moves;
  const isOpen = found.shift !== null;
  const mayDiffer = underWay === "shift.open" || underWay === "shift.close";
  const draftMayDiffer = mayDiffer || underWay === "shift.keepCount" || underWay === "shift.handInCount";
  const draftOf = (shift: ShiftView | null): string => JSON.stringify(shift?.draft ?? null);
  return [
    ...(zMore < 0 || zMore > stepOf(["shift.close"]) ? [`${String(zMore)} Z reports too many`] : []),
    ...(movesMore < 0 || movesMore > stepOf(["cash.payIn", "cash.payOut"])
      ? [`${String(movesMore)} cash movements too many`]
      : []),
    ...(model.shift?.id === found.shift?.id || mayDiffer
      ? []
      : [`shift ${String(model.shift?.id)} was open, found ${String(found.shift?.id)}`]),
    ...(zMore === 1 && isOpen ? ["a shift has its Z and is still open"] : []),
    ...(draftOf(model.shift) === draftOf(found.shift) || draftMayDiffer
      ? []
      : [`the count ${draftOf(model.shift)} became ${draftOf(found.shift)}`]),
  ];
};

const linesOf = (basket: BasketView | null): unknown =>
  basket?.lines.map((line) => [
    line.id,
    line.sku,
    line.quantityMilli,
    line.unitPriceMinor,
    line.voided,
    line.netMinor,
  ]) ?? null;
