/** Owns the shop's rules for customers: which cards it knows, and the words that ask for consent. Changes are audited. */
import type { CustomerRulesError, CustomerRulesView } from "../../../contracts/ipc/customers.ts";
import { isSoundFormat, type CardFormat } from "../../../domain/customer/card-format.ts";
import { CONSENT_CHANNELS } from "../../../domain/customer/consent.ts";
import { withWording, type ConsentWording } from "../../../domain/customer/consent-wording.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, ClockDep, SettingsDep } from "../deps.ts";
import { changeSettings, type ChangeSettingsDeps } from "../session/change-settings.ts";
import { CARD_FORMATS_KEY, readCardFormats } from "./card-formats.ts";
import { CONSENT_WORDINGS_KEY, readConsentWordings } from "./consent-wordings.ts";

export const customerRules = (deps: SettingsDep): CustomerRulesView =>
  viewOf(readCardFormats(deps), readConsentWordings(deps));

const viewOf = (
  cardFormats: readonly CardFormat[],
  wordings: readonly ConsentWording[],
): CustomerRulesView => ({
  cardFormats,
  consentTexts: wordings.at(-1)?.texts ?? null,
  consentVersions: wordings.map(({ version, sinceMs }) => ({ version, sinceMs })),
});

export interface CustomerRules {
  readonly cardFormats: readonly CardFormat[];
  /** null: they stay as they are. */
  readonly consentTexts: ConsentWording["texts"] | null;
}

export const setCustomerRules = (
  deps: ChangeSettingsDeps & ClockDep,
  actor: Actor,
  rules: CustomerRules,
): Result<CustomerRulesView, CustomerRulesError> => {
  const problem = rulesProblem(rules);
  if (problem) {
    return err(problem);
  }
  const { cardFormats, consentTexts } = rules;
  const wordings = readConsentWordings(deps);
  const next = consentTexts && withWording(wordings, { texts: consentTexts, atMs: deps.clock.nowMs() });
  const after = viewOf(cardFormats, next ?? wordings);
  changeSettings(deps, actor, {
    values: { [CARD_FORMATS_KEY]: cardFormats, ...(next && { [CONSENT_WORDINGS_KEY]: next }) },
    action: "customer.rules",
    subject: "customer rules",
    before: auditable(customerRules(deps)),
    after: auditable(after),
  });
  return ok(after);
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
