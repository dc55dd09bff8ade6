/**
 * Owns storing the definitions of rules and campaigns, of coupons that have their own, and the releases that sales were
 * priced with. Knows only that a definition is JSON; what it means is read in contracts/offers-file.ts. Coupons are too
 * many to be read together: coupons.ts finds one by its code.
 */
import { codeKey } from "../../domain/campaigns/code-key.ts";
import type { GivesBack } from "../../domain/campaigns/offer-use.ts";
import type { TillDatabase } from "../open-database.ts";

export type OfferKind = "rules" | "campaigns" | "couponDefinitions";

/** Definitions by kind, each as parsed JSON, in order of code. */
export type StoredOffers = Readonly<Record<Exclude<OfferKind, "couponDefinitions">, readonly unknown[]>>;

/** What is kept of a campaign beside its definition. */
export interface CampaignRule {
  readonly code: string;
  readonly givesBack: GivesBack;
  readonly autoDeactivatedAtMs: number | null;
}

export interface OfferRepository {
  readonly all: () => StoredOffers;
  /** Adds a definition or replaces the one with its code. */
  readonly put: (
    kind: OfferKind,
    offer: { readonly code: string; readonly definition: unknown },
    by: number | null,
  ) => void;
  /** Of the campaigns that are not deleted. */
  readonly campaignRules: () => readonly CampaignRule[];
  readonly setGivesBack: (code: string, givesBack: GivesBack, by: number) => void;
  /** Keeps a release under its hash; the second time nothing happens. */
  readonly keepRelease: (hash: string, definitionsJson: string) => void;
  /** The text that was kept, or null. */
  readonly release: (hash: string) => string | null;
}

const ON_CONFLICT = `DO UPDATE SET
  definition_json = excluded.definition_json, updated_at_ms = excluded.updated_at_ms,
  updated_by = excluded.updated_by, deleted_at_ms = NULL
  WHERE definition_json <> excluded.definition_json OR deleted_at_ms IS NOT NULL`;

export const createOfferRepository = ({ sqlite, clock }: TillDatabase): OfferRepository => {
  const ofTable = (table: "discount_rule" | "campaign") => ({
    all: sqlite
      .prepare<[], string>(`SELECT definition_json FROM ${table} WHERE deleted_at_ms IS NULL ORDER BY code`)
      .pluck(),
    put: sqlite.prepare(`
      INSERT INTO ${table} (code, definition_json, created_at_ms, created_by, updated_at_ms, updated_by)
      VALUES (:code, :json, :atMs, :by, :atMs, :by) ON CONFLICT (code) ${ON_CONFLICT}`),
  });
  const rules = ofTable("discount_rule");
  const campaigns = ofTable("campaign");
  const putCoupon = sqlite.prepare(`
    INSERT INTO coupon (code_key, code, definition_json, created_at_ms, created_by, updated_at_ms, updated_by)
    VALUES (:key, :code, :json, :atMs, :by, :atMs, :by) ON CONFLICT (code_key) ${ON_CONFLICT}`);
  const keep = sqlite.prepare(
    "INSERT INTO offer_release (hash, definitions_json, first_used_at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const release = sqlite
    .prepare<[string], string>("SELECT definitions_json FROM offer_release WHERE hash = ?")
    .pluck();
  const campaignRules = sqlite.prepare<[], CampaignRule>(`
    SELECT code, gives_back AS givesBack, auto_deactivated_at_ms AS autoDeactivatedAtMs
    FROM campaign WHERE deleted_at_ms IS NULL ORDER BY code`);
  const setGivesBack = sqlite.prepare(
    "UPDATE campaign SET gives_back = @givesBack, updated_at_ms = @atMs, updated_by = @by WHERE code = @code",
  );
  const parsed = (stored: readonly string[]): readonly unknown[] =>
    stored.map((json): unknown => JSON.parse(json));
  return {
    all: () => ({ rules: parsed(rules.all.all()), campaigns: parsed(campaigns.all.all()) }),
    put: (kind, { code, definition }, by) => {
      const row = { code, json: JSON.stringify(definition), atMs: clock.nowMs(), by };
      if (kind === "couponDefinitions") {
        putCoupon.run({ ...row, key: codeKey(code) });
      } else {
        (kind === "rules" ? rules : campaigns).put.run(row);
      }
    },
    campaignRules: () => campaignRules.all(),
    setGivesBack: (code, givesBack, by) => {
      setGivesBack.run({ code, givesBack, by, atMs: clock.nowMs() });
    },
    keepRelease: (hash, definitionsJson) => {
      keep.run(hash, definitionsJson, clock.nowMs());
    },
    release: (hash) => release.get(hash) ?? null,
  };
};
