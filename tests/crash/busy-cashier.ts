/**
 * Owns a cashier who never rests: rings up, changes, parks, pays and refunds at random from a seed, one call after the
 * other, and writes into the model what was acknowledged. Stops when the till is gone.
 */
import type { BasketView } from "../../contracts/ipc/basket.ts";
import type { CompletedSaleView, PaymentOutcome } from "../../contracts/ipc/payment.ts";
import type { ShiftView } from "../../contracts/ipc/shifts.ts";
import type { Payload, ProcedureName, Success } from "../../contracts/ipc.ts";
import type { SeededRandom } from "../support/seeded-random.ts";
import type { TillClient } from "../support/till-client.ts";
import type { TillModel } from "./till-model.ts";

interface Shift {
  readonly client: TillClient;
  readonly random: SeededRandom;
  readonly model: TillModel;
  readonly productIds: readonly number[];
  /** What the cashier goes for at once, and what happens the moment it was asked; null: whatever comes. */
  readonly aim: Aim | null;
}

export interface Aim {
  readonly name: "shift.close" | "refund.byReceipt";
  readonly strike: () => void;
}

/** `gone`: no answer came. `done`: it was not refused either; only then is `value` there (and may still be null). */
interface Answer<T> {
  readonly value: T | null;
  readonly done: boolean;
  readonly gone: boolean;
}

export const workUntilGone = async (shift: Shift): Promise<void> => {
  for (;;) {
    const gone = await oneStep(shift);
    if (gone) {
      return;
    }
  }
};

const ask = async <N extends ProcedureName>(
  { client, model, aim }: Shift,
  name: N,
  payload: Payload<N>,
): Promise<Answer<Success<N>>> => {
  model.underWay = name;
  const answering = client.call(name, payload);
  if (aim?.name === name) {
    aim.strike();
  }
  const answer = await answering;
  if (answer === null) {
    return { value: null, done: false, gone: true };
  }
  model.underWay = null;
  return { value: answer.ok ? answer.value : null, done: answer.ok, gone: false };
};

const oneStep = (shift: Shift): Promise<boolean> => {
  const { random, model } = shift;
  if (model.shift === null) {
    return openShift(shift);
  }
  const lines = model.basket?.lines.length ?? 0;
  const paying = (model.basket?.tenders.length ?? 0) > 0;
  const dice = random.below(1000) / 1000;
  if (paying || (lines > 0 && dice < 0.25 && shift.aim === null)) {
    return pay(shift);
  }
  if (shift.aim?.name === "shift.close") {
    return countAndClose(shift, model.shift);
  }
  if (shift.aim?.name === "refund.byReceipt" && model.sales.size > 0) {
    return refund(shift);
  }
  if (lines > 0 && dice < 0.4) {
    return changeLine(shift);
  }
  if (lines > 0 && dice < 0.45) {
    return park(shift);
  }
  if (!paying && dice > 0.9) {
    return dice > 0.94 ? moveCash(shift) : countAndClose(shift, model.shift);
  }
  if (lines === 0 && model.parked > 0 && dice < 0.3) {
    return recall(shift);
  }
  if (lines === 0 && model.sales.size > 0 && dice < 0.45) {
    return refund(shift);
  }
  return addProduct(shift);
};

const openShift = async (shift: Shift): Promise<boolean> => {
  const float = { totalMinor: shift.random.between(0, 50_000) };
  const answer = await ask(shift, "shift.open", { float });
  shift.model.shift = answer.value?.current ?? null;
  return answer.gone;
};

const moveCash = async (shift: Shift): Promise<boolean> => {
  const { random, model } = shift;
  const amountMinor = random.between(1, 5000);
  const name = random.pick(["cash.payIn", "cash.payOut"] as const);
  const answer = await ask(shift, name, { amountMinor, reason: "test" });
  if (answer.done) {
    model.moves += 1;
  }
  return answer.gone;
};

/** A count as it is made, row by row, then handed in and closed. */
const countAndClose = async (shift: Shift, open: ShiftView): Promise<boolean> => {
  const { random, model } = shift;
  for (let rows = random.between(0, 2); rows > 0; rows -= 1) {
    const count = { pieces: [{ valueMinor: 500, pieces: random.between(0, 40) }] };
    const kept = await ask(shift, "shift.keepCount", { shiftId: open.id, count });
    if (kept.gone) {
      return true;
    }
    model.shift = { ...open, draft: count };
  }
  const count = { totalMinor: random.between(0, 100_000) };
  const counted = await ask(shift, "shift.handInCount", { shiftId: open.id, count });
  if (counted.gone) {
    return true;
  }
  model.shift = counted.done ? { ...open, draft: null } : model.shift;
  const closed = await ask(shift, "shift.close", { shiftId: open.id });
  if (closed.value) {
    model.zReports += 1;
    model.shift = null;
  }
  return closed.gone;
};

const keepBasket = (shift: Shift, answer: Answer<BasketView>): boolean => {
  if (answer.value) {
    shift.model.basket = answer.value;
  }
  return answer.gone;
};

const addProduct = async (shift: Shift): Promise<boolean> => {
  const { random, productIds } = shift;
  const productId = productIds[random.between(0, productIds.length - 1)] ?? 0;
  const quantityMilli = random.between(1, 5) * 1000;
  return keepBasket(shift, await ask(shift, "basket.addProduct", { productId, quantityMilli }));
};

const changeLine = async (shift: Shift): Promise<boolean> => {
  const { random, model } = shift;
  const lines = model.basket?.lines.filter((line) => !line.voided) ?? [];
  const lineId = lines[random.between(0, lines.length - 1)]?.id;
  if (!lineId) {
    return addProduct(shift);
  }
  const discount = { percentBp: random.between(1, 30) * 100 };
  switch (random.between(1, 4)) {
    case 1:
      return keepBasket(shift, await ask(shift, "basket.removeLine", { lineId }));
    case 2:
      return keepBasket(shift, await ask(shift, "basket.voidLine", { lineId, reason: "test" }));
    case 3:
      return keepBasket(shift, await ask(shift, "basket.discountLine", { lineId, discount, reason: "test" }));
    default: {
      const quantityMilli = random.between(1, 9) * 1000;
      return keepBasket(shift, await ask(shift, "basket.setQuantity", { lineId, quantityMilli }));
    }
  }
};

const pay = async (shift: Shift): Promise<boolean> => {
  const due = shift.model.basket?.dueMinor ?? 0;
  const part = shift.random.between(1, Math.max(1, due));
  switch (shift.random.between(1, 8)) {
    case 1:
      return afterPayment(shift, await ask(shift, "payment.card", { amountMinor: null }));
    case 2:
      return afterPayment(shift, await ask(shift, "payment.card", { amountMinor: part }));
    case 3:
    case 4:
    case 5:
      return afterPayment(shift, await ask(shift, "payment.cash", { tenderedMinor: part }));
    default:
      return afterPayment(shift, await ask(shift, "payment.cash", { tenderedMinor: null }));
  }
};

const afterPayment = async (shift: Shift, answer: Answer<PaymentOutcome>): Promise<boolean> => {
  const { model } = shift;
  if (answer.value?.kind === "partlyPaid") {
    model.basket = answer.value.basket;
  } else if (answer.value) {
    keepSale(model, answer.value.sale);
    model.basket = null;
  } else if (!answer.gone) {
    // Refused (nothing left on the basket to pay): carry on with goods.
    return addProduct(shift);
  }
  return answer.gone;
};

const keepSale = (model: TillModel, sale: CompletedSaleView): void => {
  model.sales.set(sale.receiptNumber, sale.payableMinor);
};

const park = async (shift: Shift): Promise<boolean> => {
  const answer = await ask(shift, "basket.park", { label: null });
  if (answer.done) {
    shift.model.basket = null;
    shift.model.parked += 1;
  }
  return answer.gone;
};

const recall = async (shift: Shift): Promise<boolean> => {
  const list = await ask(shift, "basket.listParked", {});
  const basketId = list.value?.[0]?.id;
  if (!basketId) {
    return list.gone;
  }
  const answer = await ask(shift, "basket.recall", { basketId });
  if (answer.value) {
    shift.model.parked -= 1;
    shift.model.basket = answer.value.basket;
  }
  return answer.gone;
};

const refund = async (shift: Shift): Promise<boolean> => {
  const { random, model } = shift;
  const receipts = [...model.sales.keys()];
  const receiptNumber = receipts[random.between(0, receipts.length - 1)] ?? "";
  const receipt = await ask(shift, "receipts.get", { receiptNumber });
  const line = receipt.value?.lines.find((candidate) => candidate.refundableMilli > 0);
  if (!line) {
    return receipt.gone || addProduct(shift);
  }
  const answer = await ask(shift, "refund.byReceipt", {
    receiptNumber,
    lines: [{ lineNumber: line.lineNumber, quantityMilli: 1000 }],
    tender: "CASH",
    reason: "test",
  });
  if (answer.value) {
    keepSale(model, answer.value);
  }
  return answer.gone;
};
