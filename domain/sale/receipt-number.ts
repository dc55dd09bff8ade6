/**
 * Owns the form of a receipt number: store, till, and a number that counts up from one without gaps, as in
 * "S1-T2-000042". The till finds a receipt by the number inside it.
 */
const SEQ_DIGITS = 6;

export const receiptNumberOf = (
  place: { readonly storeCode: string; readonly tillCode: string },
  seq: number,
): string => `${place.storeCode}-${place.tillCode}-${String(seq).padStart(SEQ_DIGITS, "0")}`;

/** What stands after the last hyphen; null where that is no number. */
export const seqOfReceiptNumber = (receiptNumber: string): number | null => {
  const digits = receiptNumber.slice(receiptNumber.lastIndexOf("-") + 1);
  return /^\d{6,15}$/.test(digits) ? Number(digits) : null;
};
