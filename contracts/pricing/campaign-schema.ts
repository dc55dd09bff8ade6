/** Owns the JSON form of campaigns and coupon definitions in a pricing case. References are resolved elsewhere. */
import { z } from "zod";
import { momentField, orElse, textField, wholeField } from "./case-fields.ts";
import { completeConditions, ruleSchemas } from "./rule-schema.ts";

const combines = orElse(z.enum(["all", "otherUnits", "none"]), "all");
const limit = orElse(wholeField(), null);

const NO_LIMITS = { uses: null, usesPerCustomer: null, budgetMinor: null, onBudgetEdge: "cap" } as const;

/** Schemas for a currency with `decimals` decimals. */
export const campaignSchemas = (decimals: number) => {
  const { money, conditions, inlineRule } = ruleSchemas(decimals);
  const ruleOrCode = z.union([textField, inlineRule]);
  const limits = z
    .strictObject({
      uses: limit,
      usesPerCustomer: limit,
      budget: orElse(money, null),
      onBudgetEdge: orElse(z.enum(["cap", "refuse"]), "cap"),
      // How tills share the limit offline: the till turns it into `lease`, pricing does not read it.
      policy: orElse(textField, null),
    })
    .transform(({ uses, usesPerCustomer, budget, onBudgetEdge }) => ({
      uses,
      usesPerCustomer,
      budgetMinor: budget,
      onBudgetEdge,
    }));
  const campaign = z.strictObject({
    code: textField,
    name: orElse(z.string(), null),
    active: orElse(z.boolean(), true),
    activation: orElse(z.enum(["auto", "coupon", "participation"]), "auto"),
    priority: orElse(wholeField(), 0),
    validFrom: orElse(momentField("from"), null),
    validUntil: orElse(momentField("until"), null),
    combines,
    lane: orElse(textField, null),
    conditions: orElse(conditions, null).transform(completeConditions),
    limits: orElse(limits, NO_LIMITS),
    rules: orElse(z.array(ruleOrCode), []),
    autoDeactivate: orElse(z.boolean(), true),
  });
  const coupon = z.strictObject({
    code: textField,
    type: orElse(z.enum(["public", "personal", "singleUse", "multiUse"]), "public"),
    campaign: orElse(textField, null),
    rule: orElse(ruleOrCode, null),
    customer: orElse(textField, null),
    validFrom: orElse(momentField("from"), null),
    validUntil: orElse(momentField("until"), null),
    usageLimit: limit,
    usesPerCustomer: limit,
    priority: orElse(wholeField(), 0),
    combines,
    lane: orElse(textField, null),
    autoDeactivate: orElse(z.boolean(), true),
  });
  const namedRule = inlineRule.refine(({ code }) => code !== null, {
    path: ["code"],
    message: "a text that is not empty",
  });
  return { campaign, coupon, namedRule };
};
