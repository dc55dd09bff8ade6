/**
 * Owns the offers that this till prices with: campaigns read once from the database, checked, and named by a hash; they
 * change only between baskets. Coupons are found one by one. A definition that cannot be read takes nobody down: the
 * set is used without it and the problems are told.
 */
import { createHash } from "node:crypto";
import { couponReader, readOffers, type Offers } from "../../../contracts/offers-file.ts";
import type { CouponRepository } from "../../../db/repositories/coupons.ts";
import type { OfferRepository, StoredOffers } from "../../../db/repositories/offers.ts";
import type { CouponDefinition } from "../../../domain/campaigns/campaign.ts";
import { canonicalJson, type JsonValue } from "../../../domain/journal/canonical-json.ts";
import type { OffersInForce, OffersSource } from "../deps.ts";
import { couponJson, withOwnValue } from "./coupon-definition.ts";

export interface StoredOffersSource extends OffersSource {
  /** What could not be read at the last reading, one line each. */
  readonly problems: () => readonly string[];
}

interface OffersSourceDeps {
  readonly offerRepository: OfferRepository;
  readonly currencyDecimals: number;
}

export const createOffersSource = (
  deps: OffersSourceDeps & { readonly coupons: CouponRepository },
): StoredOffersSource => {
  let loaded = load(deps);
  const readOne = couponReader(deps.currencyDecimals);
  const readDefinition = (json: unknown): CouponDefinition | null => {
    const read = readOne(json, { campaigns: loaded.offers.campaigns, rules: loaded.rules });
    return read.ok ? read.value : null;
  };
  return {
    current: () => loaded.offers,
    readDefinition,
    coupon: (code) => {
      const stored = deps.coupons.find(code);
      const definition = stored && readDefinition(couponJson(stored));
      return definition
        ? {
            definition: withOwnValue(definition, stored.customDiscountValue, deps.currencyDecimals),
            isBlocked: stored.blockedAtMs !== null,
          }
        : null;
    },
    refresh: () => {
      loaded = load(deps);
    },
    problems: () => loaded.problems,
  };
};

/** The offers of a kept release, to price an old sale again; null when it is not known or not readable. */
export const offersOfRelease = (deps: OffersSourceDeps, hash: string): Offers | null => {
  const text = deps.offerRepository.release(hash);
  if (text === null) {
    return null;
  }
  const read = readOffers(JSON.parse(text), deps.currencyDecimals);
  return read.ok ? read.value : null;
};

interface Loaded {
  readonly offers: OffersInForce;
  readonly rules: readonly unknown[];
  readonly problems: readonly string[];
}

const load = (deps: OffersSourceDeps): Loaded => {
  const stored = deps.offerRepository.all();
  const whole = readOffers(stored, deps.currencyDecimals);
  const { kept, problems } = whole.ok ? { kept: stored, problems: [] } : readable(deps, stored);
  const read = whole.ok ? whole : readOffers(kept, deps.currencyDecimals);
  const campaigns = read.ok ? read.value.campaigns : [];
  const text = canonicalJson(kept as unknown as JsonValue);
  const hash = createHash("sha256").update(text).digest("hex");
  deps.offerRepository.keepRelease(hash, text);
  return { offers: { campaigns, hash }, rules: kept.rules, problems };
};

/** Tries the campaigns one by one, each with all rules. */
const readable = (
  deps: OffersSourceDeps,
  stored: StoredOffers,
): { readonly kept: StoredOffers; readonly problems: readonly string[] } => {
  const problems: string[] = [];
  const reads = (offers: Partial<StoredOffers>): boolean => {
    const read = readOffers(offers, deps.currencyDecimals);
    problems.push(...(read.ok ? [] : read.error.map((found) => `${found.path}: expected ${found.expected}`)));
    return read.ok;
  };
  const rules = stored.rules.filter((rule) => reads({ rules: [rule] }));
  const campaigns = stored.campaigns.filter((campaign) => reads({ rules, campaigns: [campaign] }));
  return { kept: { rules, campaigns }, problems };
};
