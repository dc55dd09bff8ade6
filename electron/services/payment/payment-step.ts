/** Owns what a payment leads to: something is still due, or the sale is complete. */
import type { CompletedSaleView } from "../../../contracts/ipc/payment.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { Basket } from "../../../domain/basket/basket.ts";

export type PaymentStep =
  | { readonly kind: "partlyPaid"; readonly basket: Basket }
  | { readonly kind: "completed"; readonly sale: CompletedSaleView };

export const completed = <E>(sale: Result<CompletedSaleView, E>): Result<PaymentStep, E> =>
  sale.ok ? ok({ kind: "completed", sale: sale.value }) : sale;
