/**
 * Owns what it means that a sale used a campaign or coupon: one use per sale, what it took off, the lines it touched;
 * and when a use is given back. Counting and storing is the business of others.
 */
import type { PricingResult } from "../pricing/pricing-result.ts";

export type OfferUseKind = "campaign" | "coupon";

export interface OfferUse {
  readonly kind: OfferUseKind;
  readonly code: string;
  /** Of a campaign: the coupon that opened it. Of a coupon: the campaign that it opened. null: neither. */
  readonly partner: string | null;
  readonly amountMinor: number;
  readonly times: number;
  /** Lines of the sale that it touched, ascending; empty: the basket as a whole (points, gifts). */
  readonly lineNumbers: readonly number[];
}

/** A use that a later record gives back. */
export interface UseGivenBack {
  readonly kind: OfferUseKind;
  readonly code: string;
  readonly saleId: string;
}

/** "whole": when all that it touched came back. "void": only when the sale is voided. */
export type GivesBack = "never" | "void" | "whole";

/** The uses of a priced basket, campaigns first, each once, in the order of codes. `lineNumberOf`: of a basket line. */
export const usesOf = (
  { applied, coupons }: Pick<PricingResult, "applied" | "coupons">,
  lineNumberOf: (lineId: string) => number,
): readonly OfferUse[] => {
  const use = (kind: OfferUseKind, code: string, parts: typeof applied): OfferUse => ({
    kind,
    code,
    partner: parts.map((part) => part[kind === "campaign" ? "coupon" : "campaign"]).find(Boolean) ?? null,
    amountMinor: parts.reduce((sum, part) => sum + part.amountMinor, 0),
    times: parts.reduce((most, part) => Math.max(most, part.times), 0),
    lineNumbers: [...new Set(parts.flatMap((part) => part.lines.map(lineNumberOf)))].toSorted(
      (a, b) => a - b,
    ),
  });
  const campaigns = new Set(applied.flatMap(({ campaign }) => campaign ?? []));
  return [
    ...[...campaigns].toSorted(byCode).map((code) =>
      use(
        "campaign",
        code,
        applied.filter((part) => part.campaign === code),
      ),
    ),
    ...coupons
      .filter(({ status }) => status === "applied")
      .map(({ code }) => code)
      .toSorted(byCode)
      .map((code) =>
        use(
          "coupon",
          code,
          applied.filter((part) => part.coupon === code),
        ),
      ),
  ];
};

const byCode = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** A line that was sold, and how much of it is back once this record is written. In thousandths. */
export interface LineBack {
  readonly lineNumber: number;
  readonly soldMilli: number;
  readonly backMilli: number;
}

/** Whether a use comes back now. Of a use without lines the whole sale must be back. */
export const comesBack = (
  use: Pick<OfferUse, "lineNumbers">,
  asked: { readonly givesBack: GivesBack; readonly isVoid: boolean; readonly lines: readonly LineBack[] },
): boolean => {
  if (asked.givesBack === "never" || (asked.givesBack === "void" && !asked.isVoid)) {
    return false;
  }
  const touched =
    use.lineNumbers.length === 0
      ? asked.lines
      : asked.lines.filter(({ lineNumber }) => use.lineNumbers.includes(lineNumber));
  return touched.length > 0 && touched.every(({ soldMilli, backMilli }) => backMilli >= soldMilli);
};
