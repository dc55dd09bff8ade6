/** Owns the shop's rules for customers: which cards it knows, and the words that ask for consent. Changes are audited. */
import type { CustomerRulesError, CustomerRulesView } from "../../../contracts/ipc/customers.ts";
import { inTransaction } from "../../../db/in-transaction.ts";
import { isSoundFormat, type CardFormat } from "../../../domain/customer/card-format.ts";
import { CONSENT_CHANNELS } from "../../../domain/customer/consent.ts";
import { withWording, type ConsentWording } from "../../../domain/customer/consent-wording.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, ClockDep, DbDep, SettingsDep } from "../deps.ts";
import { auditActor } from "../session/audit-actor.ts";
import { CARD_FORMATS_KEY, readCardFormats } from "./card-formats.ts";
import { CONSENT_WORDINGS_KEY, readConsentWordings } from "./consent-wordings.ts";

export const customerRules = (deps: SettingsDep): CustomerRulesView => {
  const wordings = readConsentWordings(deps);
  return {
    cardFormats: readCardFormats(deps),
    consentTexts: wordings.at(-1)?.texts ?? null,
    consentVersions: wordings.map(({ version, sinceMs }) => ({ version, sinceMs })),
  };
};

export interface CustomerRules {
  readonly cardFormats: readonly CardFormat[];
  /** null: they stay as they are. */
  readonly consentTexts: ConsentWording["texts"] | null;
}

export const setCustomerRules = (
  deps: SettingsDep & AuditDep & DbDep & ClockDep,
  actor: Actor,
  rules: CustomerRules,
): Result<CustomerRulesView, CustomerRulesError> => {
  const problem = rulesProblem(rules);
  if (problem) {
    return err(problem);
  }
  return inTransaction<CustomerRulesView, CustomerRulesError>(deps.db, () => {
    const before = customerRules(deps);
    const wordings = readConsentWordings(deps);
    deps.settings.set(CARD_FORMATS_KEY, rules.cardFormats, actor.staffId);
    if (rules.consentTexts) {
      const texts = rules.consentTexts;
      const next = withWording(wordings, { texts, atMs: deps.clock.nowMs() });
      deps.settings.set(CONSENT_WORDINGS_KEY, next, actor.staffId);
    }
    const after = customerRules(deps);
    deps.audit.append({
      ...auditActor(actor),
      action: "customer.rules",
      subject: "customer rules",
      before: auditable(before),
      after: auditable(after),
      reason: null,
    });
    return ok(after);
  });
};

const rulesProblem = ({ cardFormats, consentTexts }: CustomerRules): CustomerRulesError | null => {
  if (!cardFormats.some(({ own }) => own)) {
    return { type: "NoOwnCardFormat" };
  }
  const unsound = cardFormats.find((format) => !isSoundFormat(format));
  if (unsound) {
    return { type: "CardFormatUnsound", prefix: unsound.prefix };
  }
  const isMissing = consentTexts && CONSENT_CHANNELS.some((channel) => consentTexts[channel] === "");
  return isMissing ? { type: "ConsentTextMissing" } : null;
};

const auditable = ({ cardFormats, consentVersions }: CustomerRulesView): Record<string, unknown> => ({
  cardFormats: cardFormats.map(
    ({ program, prefix, length, checkDigit }) => `${program} ${prefix} / ${String(length)} / ${checkDigit}`,
  ),
  consentVersion: consentVersions.at(-1)?.version ?? null,
});
