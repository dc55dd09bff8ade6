/** Owns which loyalty cards this shop knows: the setting `customer.cardFormats`, or the program's own format without it. */
import {
  DEFAULT_CARD_FORMATS,
  isSoundFormat,
  type CardFormat,
} from "../../../domain/customer/card-format.ts";
import type { SettingsDep } from "../deps.ts";

export const CARD_FORMATS_KEY = "customer.cardFormats";

/** A setting that cannot be read counts as none: a till without card formats would refuse every customer. */
export const readCardFormats = (deps: SettingsDep): readonly CardFormat[] => {
  const stored = deps.settings.get(CARD_FORMATS_KEY, parseFormats);
  return stored.ok && stored.value !== null ? stored.value : DEFAULT_CARD_FORMATS;
};

const parseFormats = (value: unknown): readonly CardFormat[] | null =>
  Array.isArray(value) && value.every(isFormat) && value.some((format) => format.own) ? value : null;

const isFormat = (value: unknown): value is CardFormat => {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { program, own, prefix, length, checkDigit } = value as Record<string, unknown>;
  return (
    typeof program === "string" &&
    typeof own === "boolean" &&
    typeof prefix === "string" &&
    typeof length === "number" &&
    (checkDigit === "gtin" || checkDigit === "luhn" || checkDigit === "none") &&
    isSoundFormat({ program, own, prefix, length, checkDigit })
  );
};
