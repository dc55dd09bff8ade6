import { expect, it } from "vitest";
import { receiptNumberOf, seqOfReceiptNumber } from "../../../../domain/sale/receipt-number.ts";

it.each([
  [{ storeCode: "S1", tillCode: "T2" }, 42, "S1-T2-000042"],
  [{ storeCode: "S1", tillCode: "T2" }, 1_234_567, "S1-T2-1234567"],
])("receipt %o %d is %s, and is found by its number", (place, seq, text) => {
  expect(receiptNumberOf(place, seq)).toBe(text);
  expect(seqOfReceiptNumber(text)).toBe(seq);
});

it.each(["", "S1-T1-42", "S1-T1-00004x", "S1-T1-", "S1-T1-9999999999999999"])(
  "no receipt number: %j",
  (text) => {
    expect(seqOfReceiptNumber(text)).toBeNull();
  },
);
