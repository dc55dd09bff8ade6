/**
 * Owns the pricing case: one JSON value in, one out (docs/pricing.md, "The pricing case"). It turns strings and
 * defaults into the engine's integers and the engine's answer back into strings. Unknown fields are refused.
 */
import { z } from "zod";
import { currencyDecimals } from "../domain/money/decimal.ts";
import type { PricingInput } from "../domain/pricing/pricing-input.ts";
import { codeKey } from "../domain/campaigns/code-key.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { basketSchemas } from "./pricing/basket-schema.ts";
import { campaignSchemas } from "./pricing/campaign-schema.ts";
import { currencyField, instantField, orElse, textField, wholeField } from "./pricing/case-fields.ts";
import { gotText, problemsOf, type CaseProblem } from "./pricing/case-problem.ts";
import { nameLines, resolveOffers, termProblems } from "./pricing/resolve-case.ts";

export { problemLine, type CaseProblem } from "./pricing/case-problem.ts";
export { writePricingAnswer, type PricingAnswer } from "./pricing/pricing-answer.ts";

/** Reads a parsed JSON value as a pricing case. Every problem is reported, not only the first. */
export const readPricingCase = (json: unknown): Result<PricingInput, readonly CaseProblem[]> => {
  const head = headSchema.safeParse(json);
  if (!head.success) {
    return err(problemsOf(requiredSchema.safeParse(json).error?.issues ?? head.error.issues, json));
  }
  const decimals = currencyDecimals(head.data.currency);
  const parsed = schemaFor(decimals).safeParse(json);
  if (!parsed.success) {
    return err(problemsOf(parsed.error.issues, json));
  }
  const given = parsed.data;
  const { lines, problems } = nameLines(given.basket);
  const offers = resolveOffers(given);
  const all = [...problems, ...offers.problems, ...termProblems(given)];
  if (all.length > 0) {
    return err(all);
  }
  return ok({
    currencyDecimals: decimals,
    store: given.store,
    atMs: given.at,
    selection: given.selection,
    basket: lines,
    manualDiscount: given.manualDiscount,
    customer: given.customer,
    payments: given.payments,
    redeemPoints: given.redeem?.points ?? null,
    coupons: given.coupons,
    campaigns: offers.campaigns,
    couponDefinitions: offers.couponDefinitions,
    usage: {
      campaigns: spelledAs(offers.campaigns, given.usage.campaigns),
      coupons: spelledAs(offers.couponDefinitions, given.usage.coupons),
    },
    loyalty: given.loyalty,
  });
};

/** Reads the text of a case file; text that is no JSON is one problem at the root. */
export const readPricingCaseText = (text: string): Result<PricingInput, readonly CaseProblem[]> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // It quotes the text: with its line breaks, and perhaps half a character.
    const reason = message.replaceAll(/\s+/g, " ").toWellFormed();
    return err([
      { path: "$", expected: "JSON", got: text.trim() === "" ? "nothing" : `${gotText(text)} (${reason})` },
    ]);
  }
  return readPricingCase(json);
};

/** The currency decides how amounts are read: without it, no more than the required fields can be checked. */
const headSchema = z.looseObject({ schemaVersion: z.literal(1), currency: currencyField });
const requiredSchema = headSchema.extend({ at: instantField, basket: z.array(z.unknown()) });

const NEUTRAL_STORE = { code: "", timezone: "UTC", pricesIncludeTax: true, cashRoundingMinor: 0 } as const;

const caseSchema = (decimals: number) => {
  const basket = basketSchemas(decimals);
  const offers = campaignSchemas(decimals);
  return z.strictObject({
    schemaVersion: z.literal(1),
    currency: currencyField,
    store: orElse(basket.store, NEUTRAL_STORE),
    at: instantField,
    selection: orElse(z.enum(["best", "priority"]), "best"),
    basket: basket.basket,
    manualDiscount: orElse(basket.manualDiscount, null),
    customer: orElse(basket.customer, null),
    payments: orElse(z.array(basket.payment), []),
    redeem: orElse(z.strictObject({ points: wholeField(0) }), null),
    coupons: orElse(z.array(textField), []),
    rules: orElse(z.array(offers.namedRule), []),
    campaigns: orElse(z.array(offers.campaign), []),
    couponDefinitions: orElse(z.array(offers.coupon), []),
    usage: orElse(basket.usage, { campaigns: {}, coupons: {} }),
    loyalty: orElse(basket.loyalty, null),
  });
};

const schemas = new Map<number, ReturnType<typeof caseSchema>>();

/** Building a schema takes longer than pricing a basket, so one is kept per number of decimals. */
const schemaFor = (decimals: number): ReturnType<typeof caseSchema> => {
  const known = schemas.get(decimals);
  if (known !== undefined) {
    return known;
  }
  const built = caseSchema(decimals);
  schemas.set(decimals, built);
  return built;
};

const spelledAs = <T>(
  defined: readonly { readonly code: string }[],
  byCode: Readonly<Record<string, T>>,
): ReadonlyMap<string, T> => {
  const spelling = new Map(defined.map(({ code }) => [codeKey(code), code]));
  return new Map(Object.entries(byCode).map(([code, usage]) => [spelling.get(codeKey(code)) ?? code, usage]));
};
