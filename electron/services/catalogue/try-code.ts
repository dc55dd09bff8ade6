/** Owns saying what a code would do if it were scanned now, by rules that need not be stored. Changes nothing. */
import type { BadLayout, CodeTrial } from "../../../contracts/ipc/barcodes.ts";
import type { BarcodeRules } from "../../../domain/catalogue/barcode/barcode-rules.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { normaliseCode, type NormalisedCode } from "../../../domain/scanning/normalise-code.ts";
import { readBadge } from "../../../domain/staff/badge.ts";
import { customerOfCard } from "../customers/scan-card.ts";
import type { CustomersDep, OffersDep, SalesDep, SettingsDep } from "../deps.ts";
import { layoutProblem } from "./barcode-rules.ts";
import { understandCode, type UnderstandDeps, type Understood } from "./understand-code.ts";

type TryDeps = UnderstandDeps & SalesDep & CustomersDep & OffersDep & SettingsDep;

export const tryCode = (
  deps: TryDeps,
  input: { readonly code: string; readonly rules: BarcodeRules },
): Result<CodeTrial, BadLayout> => {
  const problem = layoutProblem(input.rules);
  if (problem) {
    return err(problem);
  }
  const code = normaliseCode(input.code);
  const understood = understandCode(deps, code, input.rules);
  if (understood.kind === "product") {
    const { product, expiredOn, note, quantityMilli } = understood;
    return ok({
      kind: "product",
      name: product.name,
      sku: product.sku,
      unit: product.unit,
      quantityMilli: quantityMilli ?? (product.unit === "each" ? 1000 : null),
      unitPriceMinor: understood.unitPriceMinor ?? product.unitPriceMinor,
      note,
      expiredOn,
    });
  }
  return ok(knownElsewhere(deps, code) ?? trialOf(deps, understood));
};

/** In the order in which a scan asks. */
const knownElsewhere = (deps: TryDeps, code: NormalisedCode): CodeTrial | null => {
  if (readBadge(code.text) !== null) {
    return { kind: "staffBadge", known: true };
  }
  if (code.receiptNumber !== null && deps.sales.findByReceiptNumber(code.receiptNumber)) {
    return { kind: "receipt", known: true };
  }
  const holder = customerOfCard(deps, code.candidates);
  if (!holder.ok || holder.value) {
    return { kind: "loyaltyCard", known: true };
  }
  return code.candidates.some((candidate) => deps.offers.coupon(candidate) !== null)
    ? { kind: "coupon", known: true, states: null }
    : null;
};

const trialOf = (
  { offers }: OffersDep,
  understood: Exclude<Understood, { readonly kind: "product" }>,
): CodeTrial => {
  if (understood.kind !== "own") {
    return understood;
  }
  const { meaning } = understood;
  if (meaning.kind !== "coupon") {
    return { kind: meaning.kind, known: false };
  }
  const known = meaning.spellings.some((spelling) => offers.coupon(spelling) !== null);
  return { kind: "coupon", known, states: meaning.states };
};
