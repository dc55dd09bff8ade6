/** Owns which lines a target means (docs/pricing.md, "Targets"). Answers for one line at a time; knows no offer. */
import type { Match, Target } from "../../campaigns/target.ts";
import type { PricingLine } from "../pricing-input.ts";

/** True when the target includes the line. No target and no include mean every line. */
export const matchesTarget = (line: PricingLine, target: Target | null): boolean => {
  if (target === null) {
    return true;
  }
  if (target.excludeOnSale && line.onSale) {
    return false;
  }
  const included = target.include.length === 0 || target.include.some((match) => matches(line, match));
  return included && !target.exclude.some((match) => matches(line, match));
};

const matches = (line: PricingLine, match: Match): boolean => {
  switch (match.field) {
    case "sku":
      return match.values.includes(line.sku);
    case "product":
      return line.product !== null && match.values.includes(line.product);
    case "department":
      return line.department !== null && match.values.includes(line.department);
    case "category":
      return line.categories.some((category) => match.values.includes(category));
    case "brand":
      return line.brand !== null && match.values.includes(line.brand);
    case "tag":
      return line.tags.some((tag) => match.values.includes(tag));
    case "barcode":
      return line.barcode !== null && matchesGlob(line.barcode, match.pattern);
    case "price":
      return (
        (match.fromMinor === null || line.unitPriceMinor >= match.fromMinor) &&
        (match.toMinor === null || line.unitPriceMinor <= match.toMinor)
      );
  }
};

/** `*` stands for any text, `?` for one character; a pattern without either is an exact code. */
const matchesGlob = (text: string, pattern: string): boolean => {
  let at = 0;
  let inPattern = 0;
  let starInPattern = -1;
  let starAt = 0;
  while (at < text.length) {
    if (pattern[inPattern] === "*") {
      starInPattern = inPattern;
      starAt = at;
      inPattern += 1;
    } else if (
      inPattern < pattern.length &&
      (pattern[inPattern] === "?" || pattern[inPattern] === text[at])
    ) {
      inPattern += 1;
      at += 1;
    } else if (starInPattern >= 0) {
      inPattern = starInPattern + 1;
      starAt += 1;
      at = starAt;
    } else {
      return false;
    }
  }
  return pattern.slice(inPattern).replaceAll("*", "") === "";
};
