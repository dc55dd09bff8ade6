/** Owns what the back office is told of how campaigns are used up, and setting by which rule a use comes back. */
import type { CampaignUsesView } from "../../../contracts/ipc/campaigns.ts";
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { OfferRepository } from "../../../db/repositories/offers.ts";
import type { GivesBack } from "../../../domain/campaigns/offer-use.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { Actor, AuditDep, DbDep, OffersDep, OfferUsesDep, ParticipationsDep } from "../deps.ts";
import { offerLabel } from "../pricing/offer-label.ts";
import { auditActor } from "../session/audit-actor.ts";

type CampaignUsesDeps = OffersDep &
  OfferUsesDep &
  ParticipationsDep & { readonly offerRepository: OfferRepository };

export const campaignUses = (deps: CampaignUsesDeps): readonly CampaignUsesView[] => {
  const offers = deps.offers.current();
  const rules = new Map(deps.offerRepository.campaignRules().map((rule) => [rule.code, rule]));
  return offers.campaigns.map(({ code, activation, limits }) => {
    const { uses, spentMinor } = deps.offerUses.count("campaign", code, null);
    const rule = rules.get(code);
    return {
      code,
      label: offerLabel(offers, code),
      activation,
      givesBack: rule?.givesBack ?? "whole",
      uses,
      usesLimit: limits.uses,
      spentMinor,
      budgetMinor: limits.budgetMinor,
      autoDeactivatedAtMs: rule?.autoDeactivatedAtMs ?? null,
      joined: activation === "participation" ? deps.participations.figuresOf(code) : null,
    };
  });
};

/** Holds for uses of before too: what counts is the rule at the moment in which goods come back. */
export const setGivesBack = (
  deps: CampaignUsesDeps & AuditDep & DbDep,
  actor: Actor,
  { code, givesBack }: { readonly code: string; readonly givesBack: GivesBack },
): Result<readonly CampaignUsesView[], { readonly type: "UnknownCampaign"; readonly code: string }> => {
  const before = deps.offerRepository.campaignRules().find((rule) => rule.code === code);
  if (!before) {
    return err({ type: "UnknownCampaign", code });
  }
  allOrNothing(deps.db, () => {
    deps.offerRepository.setGivesBack(code, givesBack, actor.staffId);
    deps.audit.append({
      ...auditActor(actor),
      action: "campaign.givesBack",
      subject: `campaign ${code}`,
      before: { givesBack: before.givesBack },
      after: { givesBack },
      reason: null,
    });
  });
  return ok(campaignUses(deps));
};
