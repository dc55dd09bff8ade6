/** Owns the scalar shapes that every IPC payload is checked against. Bounds are generous but refuse the absurd. */
import { z } from "zod";

/** Largest money figure a person may type: one thousand million major units of a two-decimal currency. */
export const MAX_AMOUNT_MINOR = 100_000_000_000;
/** Largest quantity of one line, in thousandths: a million units. */
export const MAX_QUANTITY_MILLI = 1_000_000_000;

export const amountMinor = z.int().min(0).max(MAX_AMOUNT_MINOR);
export const positiveAmountMinor = z.int().min(1).max(MAX_AMOUNT_MINOR);
export const quantityMilli = z.int().min(1).max(MAX_QUANTITY_MILLI);
export const percentBp = z.int().min(0).max(10_000);
export const reason = z.string().trim().max(200);
export const id = z.string().min(1).max(64);
export const receiptNumber = z.string().trim().min(1).max(64);
export const lineNumber = z.int().min(1).max(100_000);
