/** Owns the stored words that ask for consent: the setting `customer.consentWordings`, all versions, oldest first. */
import { CONSENT_CHANNELS } from "../../../domain/customer/consent.ts";
import type { ConsentWording } from "../../../domain/customer/consent-wording.ts";
import type { SettingsDep } from "../deps.ts";

export const CONSENT_WORDINGS_KEY = "customer.consentWordings";

/** Throws where it cannot be read: a consent must not be given to words that nobody can name. */
export const readConsentWordings = (deps: SettingsDep): readonly ConsentWording[] => {
  const stored = deps.settings.get(CONSENT_WORDINGS_KEY, parseWordings);
  if (!stored.ok) {
    throw new Error(`The setting ${CONSENT_WORDINGS_KEY} cannot be read`);
  }
  return stored.value ?? [];
};

const parseWordings = (value: unknown): readonly ConsentWording[] | null =>
  Array.isArray(value) && value.every(isWording) ? value : null;

const isWording = (value: unknown): value is ConsentWording => {
  const { version, sinceMs, texts } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof version === "string" &&
    typeof sinceMs === "number" &&
    typeof texts === "object" &&
    texts !== null &&
    CONSENT_CHANNELS.every((channel) => typeof (texts as Record<string, unknown>)[channel] === "string")
  );
};
