/** Owns the handlers of campaigns in the back office: how they are used up, and when a use comes back. */
import { ok } from "../../domain/result.ts";
import { campaignUses, setGivesBack } from "../services/offers/campaign-uses.ts";
import type { Till } from "../services/till.ts";
import type { Handlers } from "./handle-call.ts";

type CampaignHandlers = Pick<Handlers, Extract<keyof Handlers, `campaign.${string}`>>;

export const createCampaignHandlers = (till: Till): CampaignHandlers => ({
  "campaign.uses": { needs: "campaign:read", run: () => ok(campaignUses(till)) },
  "campaign.setGivesBack": {
    needs: "campaign:update",
    run: (rule, actor) => setGivesBack(till, actor, rule),
  },
});
