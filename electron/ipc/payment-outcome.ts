/** Owns how the outcome of a payment crosses to the screens: a basket that is still due crosses as its view. */
import type { PaymentOutcome } from "../../contracts/ipc/payment.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { PaymentStep } from "../services/payment/payment-step.ts";
import { basketView } from "../services/pricing/basket-view.ts";
import type { Till } from "../services/till.ts";

export const paymentOutcome = <E>(till: Till, step: Result<PaymentStep, E>): Result<PaymentOutcome, E> =>
  step.ok && step.value.kind === "partlyPaid"
    ? ok({ kind: "partlyPaid", basket: basketView(till, step.value.basket) })
    : (step as Result<PaymentOutcome, E>);
