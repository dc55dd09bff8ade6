/**
 * Owns what a schema cannot see: references by code, duplicates, defaults that depend on the position. Codes match
 * without regard to case; answers carry the defined spelling.
 */
import type { Campaign, CouponDefinition, DiscountRule } from "../../domain/campaigns/campaign.ts";
import { codeKey } from "../../domain/campaigns/code-key.ts";
import type { PricingLine } from "../../domain/pricing/pricing-input.ts";
import { gotText, pathText, type CaseProblem } from "./case-problem.ts";

type GivenRule = string | DiscountRule;

export interface GivenOffers {
  readonly rules: readonly DiscountRule[];
  readonly campaigns: readonly (Omit<Campaign, "rules"> & { readonly rules: readonly GivenRule[] })[];
  readonly couponDefinitions: readonly (Omit<CouponDefinition, "rule"> & {
    readonly rule: GivenRule | null;
  })[];
}

export interface ResolvedOffers {
  readonly campaigns: readonly Campaign[];
  readonly couponDefinitions: readonly CouponDefinition[];
  readonly problems: readonly CaseProblem[];
}

/** Puts rules in the place of their codes; an unknown or doubled code is a problem with its path. */
export const resolveOffers = (given: GivenOffers): ResolvedOffers => {
  const problems: CaseProblem[] = [
    ...duplicates(
      "rules",
      "code",
      given.rules.map((rule) => rule.code ?? ""),
    ),
    ...duplicates(
      "campaigns",
      "code",
      given.campaigns.map((campaign) => campaign.code),
    ),
    ...duplicates(
      "couponDefinitions",
      "code",
      given.couponDefinitions.map((coupon) => coupon.code),
    ),
  ];
  const ruleByCode = new Map(given.rules.map((rule) => [codeKey(rule.code ?? ""), rule]));
  const codeByKey = new Map(given.campaigns.map((campaign) => [codeKey(campaign.code), campaign.code]));
  const ruleAt = (rule: GivenRule, path: string): readonly DiscountRule[] => {
    const found = typeof rule === "string" ? ruleByCode.get(codeKey(rule)) : rule;
    if (found === undefined) {
      problems.push({ path, expected: "the code of a rule in $.rules", got: gotText(rule) });
      return [];
    }
    return [found];
  };
  const campaigns = given.campaigns.map((campaign, at) => ({
    ...campaign,
    rules: campaign.rules.flatMap((rule, ruleIndex) =>
      ruleAt(rule, `$.campaigns[${String(at)}].rules[${String(ruleIndex)}]`),
    ),
  }));
  const couponDefinitions = given.couponDefinitions.map((coupon, at) => {
    const path = `$.couponDefinitions[${String(at)}]`;
    const campaign = coupon.campaign === null ? null : codeByKey.get(codeKey(coupon.campaign));
    if (campaign === undefined) {
      problems.push({
        path: `${path}.campaign`,
        expected: "the code of a campaign in $.campaigns",
        got: gotText(coupon.campaign),
      });
    }
    const rule = coupon.rule === null ? null : (ruleAt(coupon.rule, `${path}.rule`)[0] ?? null);
    return { ...coupon, campaign: campaign ?? null, rule };
  });
  return { campaigns, couponDefinitions, problems };
};

/** A line without an id is called by its position, counted from 1. */
export const nameLines = (
  lines: readonly (Omit<PricingLine, "id"> & { readonly id: string | null })[],
): { readonly lines: readonly PricingLine[]; readonly problems: readonly CaseProblem[] } => {
  const named = lines.map((line, at) => ({ ...line, id: line.id ?? String(at + 1) }));
  const seen = new Set<string>();
  const problems = named.flatMap(({ id }, at) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      { path: `$.basket[${String(at)}].id`, expected: "an id that no other line has", got: gotText(id) },
    ];
  });
  return { lines: named, problems };
};

export interface GivenTerms {
  readonly loyalty: { readonly tiers: readonly { readonly code: string }[] } | null;
  readonly usage: Readonly<Record<"campaigns" | "coupons", Readonly<Record<string, unknown>>>>;
}

/** Two terms of one tier, or two counts of one code: neither could be preferred. */
export const termProblems = ({ loyalty, usage }: GivenTerms): readonly CaseProblem[] => [
  ...duplicates(
    "loyalty.tiers",
    "code",
    (loyalty?.tiers ?? []).map((tier) => tier.code),
  ),
  ...(["campaigns", "coupons"] as const).flatMap((list) => {
    const codes = Object.keys(usage[list]);
    return repeated(codes).map((at) => ({
      path: pathText(["usage", list, codes[at] ?? ""]),
      expected: UNUSED_CODE,
      got: gotText(codes[at]),
    }));
  }),
];

const UNUSED_CODE = "a code that is not used twice";

const duplicates = (list: string, field: string, codes: readonly string[]): readonly CaseProblem[] =>
  repeated(codes).map((at) => ({
    path: `$.${list}[${String(at)}].${field}`,
    expected: UNUSED_CODE,
    got: gotText(codes[at]),
  }));

/** Where a code stands that stood before. */
const repeated = (codes: readonly string[]): readonly number[] => {
  const seen = new Set<string>();
  return codes.flatMap((code, at) => {
    const key = codeKey(code);
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated ? [at] : [];
  });
};
