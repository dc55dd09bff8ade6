/**
 * Owns keeping the store's profile among the settings, as one value under one key: it is changed as a whole.
 * A profile that lost a field is a broken setting; the till says so instead of printing receipts without a header.
 */
import type { Result } from "../../domain/result.ts";
import type { CashRounding, StoreProfile } from "../../domain/sale/store-profile.ts";
import type { SettingError, SettingRepository } from "./settings.ts";

const STORE_PROFILE_KEY = "store.profile";

/** ok(null): no store has been set up yet. */
export const readStoreProfile = (settings: SettingRepository): Result<StoreProfile | null, SettingError> =>
  settings.get(STORE_PROFILE_KEY, parseProfile);

export const writeStoreProfile = (
  settings: SettingRepository,
  profile: StoreProfile,
  by: number | null = null,
): void => {
  settings.set(STORE_PROFILE_KEY, profile, by);
};

const parseProfile = (value: unknown): StoreProfile | null => {
  if (!isRecord(value)) {
    return null;
  }
  const { taxNumber, pricesIncludeTax } = value;
  const texts = textFields(value);
  const addressLines = textList(value["addressLines"]);
  const receiptFooter = textList(value["receiptFooter"]);
  const cashRounding = parseRounding(value["cashRounding"]);
  const isWhole = texts !== null && addressLines !== null && receiptFooter !== null && cashRounding !== null;
  if (
    !isWhole ||
    typeof pricesIncludeTax !== "boolean" ||
    !(taxNumber === null || typeof taxNumber === "string")
  ) {
    return null;
  }
  return { ...texts, addressLines, taxNumber, pricesIncludeTax, cashRounding, receiptFooter };
};

type TextFields = Pick<
  StoreProfile,
  "storeCode" | "storeName" | "tillCode" | "currency" | "locale" | "timezone"
>;

const textFields = (value: Readonly<Record<string, unknown>>): TextFields | null => {
  const { storeCode, storeName, tillCode, currency, locale, timezone } = value;
  return isText(storeCode) &&
    isText(storeName) &&
    isText(tillCode) &&
    isText(currency) &&
    isText(locale) &&
    isText(timezone)
    ? { storeCode, storeName, tillCode, currency, locale, timezone }
    : null;
};

const parseRounding = (value: unknown): CashRounding | null => {
  if (!isRecord(value)) {
    return null;
  }
  const { stepMinor, mode } = value;
  const isMode = mode === "nearest" || mode === "up" || mode === "down";
  return isMode && typeof stepMinor === "number" && Number.isSafeInteger(stepMinor) && stepMinor >= 0
    ? { stepMinor, mode }
    : null;
};

const textList = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every((item) => typeof item === "string") ? value : null;

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
