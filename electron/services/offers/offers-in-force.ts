/**
 * Owns the offers that this till prices with: read once from the database, checked, and named by a hash. They change
 * only between baskets. A definition that cannot be read takes nobody down: the set is used without it and the
 * problems are told.
 */
import { createHash } from "node:crypto";
import { readOffers, type Offers } from "../../../contracts/offers-file.ts";
import type { OfferRepository, StoredOffers } from "../../../db/repositories/offers.ts";
import { canonicalJson, type JsonValue } from "../../../domain/journal/canonical-json.ts";
import type { OffersInForce } from "../deps.ts";

export interface OffersSource {
  readonly current: () => OffersInForce;
  /** Reads the database again. Called between baskets, after definitions changed. */
  readonly refresh: () => void;
  /** What could not be read at the last reading, one line each. */
  readonly problems: () => readonly string[];
}

interface OffersSourceDeps {
  readonly offerRepository: OfferRepository;
  readonly currencyDecimals: number;
}

export const createOffersSource = (deps: OffersSourceDeps): OffersSource => {
  let loaded = load(deps);
  return {
    current: () => loaded.offers,
    refresh: () => {
      loaded = load(deps);
    },
    problems: () => loaded.problems,
  };
};

/** The offers of a kept release, to price an old sale again; null when it is not known or not readable. */
export const offersOfRelease = (deps: OffersSourceDeps, hash: string): OffersInForce | null => {
  const text = deps.offerRepository.release(hash);
  if (text === null) {
    return null;
  }
  const read = readOffers(JSON.parse(text), deps.currencyDecimals);
  return read.ok ? { ...read.value, hash } : null;
};

const load = (
  deps: OffersSourceDeps,
): { readonly offers: OffersInForce; readonly problems: readonly string[] } => {
  const stored = deps.offerRepository.all();
  const whole = readOffers(stored, deps.currencyDecimals);
  const { kept, problems } = whole.ok ? { kept: stored, problems: [] } : readable(deps, stored);
  const read = whole.ok ? whole : readOffers(kept, deps.currencyDecimals);
  const offers: Offers = read.ok ? read.value : { campaigns: [], couponDefinitions: [] };
  const text = canonicalJson(kept as unknown as JsonValue);
  const hash = createHash("sha256").update(text).digest("hex");
  deps.offerRepository.keepRelease(hash, text);
  return { offers: { ...offers, hash }, problems };
};

/** Tries the campaigns one by one, each with all rules; coupons only where their campaign could be read. */
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
  const couponDefinitions = stored.couponDefinitions.filter((coupon) =>
    reads({ rules, campaigns, couponDefinitions: [coupon] }),
  );
  return { kept: { rules, campaigns, couponDefinitions }, problems };
};
