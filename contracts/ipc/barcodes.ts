/** Owns the shop's rules for bar codes as a manager edits them, and trying what a code would mean by them. */
import { z } from "zod";
import {
  OWN_CODE_KINDS,
  type BarcodeRules,
  type OwnCodeKind,
} from "../../domain/catalogue/barcode/barcode-rules.ts";
import type { UnreadableProblem } from "../../domain/catalogue/barcode/code-meaning.ts";
import type { CouponStatement } from "../../domain/catalogue/barcode/gs1-coupon.ts";
import type { LayoutProblem } from "../../domain/catalogue/barcode/label-layout.ts";
import { procedure } from "./procedure.ts";

/** Longest code that is looked at: a full GS1 DataMatrix of a till's kind has some 200 characters. */
export const MAX_CODE_LENGTH = 400;

export const scannedCode = z.string().trim().min(1).max(MAX_CODE_LENGTH);

/** A code that looks like a scale's label or a GS1 element string and cannot be right. */
export interface CodeUnreadable {
  readonly type: "CodeUnreadable";
  readonly problem: UnreadableProblem;
  readonly code: string;
}

/** One of the shop's own by its prefix, which nobody has stored. */
export interface UnknownOwnCode {
  readonly type: "UnknownOwnCode";
  readonly kind: OwnCodeKind;
  readonly code: string;
}

/** A coupon by its own code, which this shop does not take. */
export interface StatedCouponRefused {
  readonly type: "StatedCouponRefused";
  readonly problem: "unknown" | "ended" | "notYet" | "needsService";
  readonly states: CouponStatement;
}

export interface Expired {
  readonly type: "Expired";
  readonly name: string;
  /** ISO date: the last day on which it could be sold. */
  readonly expiredOn: string;
}

/** Longer than any code: said by the screen, before main is asked. */
export interface CodeTooLong {
  readonly type: "CodeTooLong";
}

/** What a code would do if it were scanned now. */
export type CodeTrial =
  | {
      readonly kind: "product";
      readonly name: string;
      readonly sku: string;
      readonly unit: "each" | "weight";
      /** null: asked when it is scanned. */
      readonly quantityMilli: number | null;
      readonly unitPriceMinor: number | null;
      readonly note: string | null;
      /** ISO date; null: no date, or not past. */
      readonly expiredOn: string | null;
    }
  | { readonly kind: Exclude<OwnCodeKind, "coupon">; readonly known: boolean }
  | { readonly kind: "coupon"; readonly known: boolean; readonly states: CouponStatement | null }
  | { readonly kind: "unknownProduct"; readonly lookedFor: readonly string[] }
  | { readonly kind: "unreadable"; readonly problem: UnreadableProblem };

const digit = z.string().regex(/^\d+$/);

export const barcodeRules = z.strictObject({
  ownPrefixes: z
    .array(
      z.strictObject({
        kind: z.enum(OWN_CODE_KINDS),
        prefix: z.string().trim().min(1).max(12),
        length: z.int().min(2).max(48).nullable(),
        checksDigit: z.boolean(),
      }),
    )
    .max(20)
    .readonly(),
  labels: z
    .array(
      z.strictObject({
        layout: z.string().trim().min(1).max(60),
        decimals: z.int().min(0).max(5),
        checksDigit: z.boolean(),
        priceMeans: z.enum(["quantity", "price"]),
      }),
    )
    .max(20)
    .readonly(),
  gs1Separator: z
    .string()
    .length(1)
    .refine((sign) => !digit.safeParse(sign).success, "a digit cannot separate")
    .nullable(),
  refusesExpired: z.boolean(),
}) satisfies z.ZodType<BarcodeRules>;

export interface BadLayout {
  readonly type: "BadLayout";
  readonly layout: string;
  readonly problem: LayoutProblem;
}

export const barcodeProcedures = {
  "barcode.rules": procedure<BarcodeRules>()(z.strictObject({})),
  "barcode.setRules": procedure<BarcodeRules, BadLayout>()(barcodeRules),
  /** With rules that need not be stored yet. */
  "barcode.try": procedure<CodeTrial, BadLayout>()(
    z.strictObject({ code: scannedCode, rules: barcodeRules }),
  ),
} as const;
