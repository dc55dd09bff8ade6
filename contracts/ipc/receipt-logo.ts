/** Owns the shop's picture on receipts: seen, chosen and taken off. */
import { z } from "zod";
import { procedure } from "./procedure.ts";

export interface ReceiptLogoView {
  /** A PNG in base64: as it prints on the widest paper; null: none. */
  readonly png: string | null;
}

export type BadLogo = {
  readonly type: "BadLogo";
  readonly problem: "notAPicture" | "wrongSize" | "blank";
};

/** A message carries no more than a megabyte, and base64 makes a file a third longer. */
export const LARGEST_LOGO_BYTES = 600_000;

/** As it is kept; null: it was taken off. */
export const storedLogo = z.strictObject({
  logo: z
    .strictObject({
      png: z.base64(),
      bitmaps: z.array(
        z.strictObject({
          paperDots: z.int().min(1),
          widthDots: z.int().min(1),
          heightDots: z.int().min(1),
          bits: z.base64(),
        }),
      ),
    })
    .nullable(),
});

export const receiptLogoProcedures = {
  "receiptLogo.get": procedure<ReceiptLogoView>()(z.strictObject({})),
  /** `file`: a PNG or BMP in base64. */
  "receiptLogo.set": procedure<ReceiptLogoView, BadLogo>()(
    z.strictObject({ file: z.base64().max(Math.ceil(LARGEST_LOGO_BYTES / 3) * 4) }),
  ),
  "receiptLogo.remove": procedure<ReceiptLogoView>()(z.strictObject({})),
} as const;
