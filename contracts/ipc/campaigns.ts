/** Owns campaigns as the back office sees how they are used up: limits, what was used, and when a use comes back. */
import { z } from "zod";
import type { Campaign } from "../../domain/campaigns/campaign.ts";
import type { GivesBack } from "../../domain/campaigns/offer-use.ts";
import { procedure } from "./procedure.ts";

export interface CampaignUsesView {
  readonly code: string;
  readonly label: string;
  readonly activation: Campaign["activation"];
  /** "whole": when all that it touched came back; "void": only when the sale is voided. */
  readonly givesBack: GivesBack;
  readonly uses: number;
  readonly usesLimit: number | null;
  readonly spentMinor: number;
  readonly budgetMinor: number | null;
  /** When it ended itself because a limit was reached; null: it did not. */
  readonly autoDeactivatedAtMs: number | null;
  /** null: it is not one that customers join. */
  readonly joined: { readonly joined: number; readonly redeemed: number } | null;
}

export const campaignProcedures = {
  "campaign.uses": procedure<readonly CampaignUsesView[]>()(z.strictObject({})),
  "campaign.setGivesBack": procedure<
    readonly CampaignUsesView[],
    { readonly type: "UnknownCampaign"; readonly code: string }
  >()(z.strictObject({ code: z.string().min(1).max(64), givesBack: z.enum(["never", "void", "whole"]) })),
} as const;
