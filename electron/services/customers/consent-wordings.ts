/**
 * Owns the stored words that ask for consent, all versions, oldest first: the shop's own (the setting
 * `customer.consentWordings`), and those that the program brought (`customer.programWordings`), which are kept when a till starts
 * with words that it did not have before. So every version that a consent names can be read.
 */
import { CONSENT_CHANNELS } from "../../../domain/customer/consent.ts";
import {
  withProgramTexts,
  type ConsentWording,
  type ProgramWording,
} from "../../../domain/customer/consent-wording.ts";
import { PROGRAM_TEXTS, type WordingTexts } from "../../../domain/customer/program-wording.ts";
import type { ClockDep, SettingsDep } from "../deps.ts";

export const CONSENT_WORDINGS_KEY = "customer.consentWordings";

/** Throws where it cannot be read: a consent must not be given to words that nobody can name. */
export const readConsentWordings = (deps: SettingsDep): readonly ConsentWording[] => {
  const stored = deps.settings.get(CONSENT_WORDINGS_KEY, parseWordings);
  if (!stored.ok) {
    throw new Error(`The setting ${CONSENT_WORDINGS_KEY} cannot be read`);
  }
  return stored.value ?? [];
};

const PROGRAM_WORDINGS_KEY = "customer.programWordings";

export const readProgramWordings = (deps: SettingsDep): readonly ProgramWording[] => {
  const stored = deps.settings.get(PROGRAM_WORDINGS_KEY, (value) =>
    Array.isArray(value) ? (value as readonly ProgramWording[]) : null,
  );
  return stored.ok ? (stored.value ?? []) : [];
};

/** At every start. */
export const keepProgramWording = (
  deps: SettingsDep & ClockDep,
  texts: WordingTexts = PROGRAM_TEXTS,
): void => {
  const kept = readProgramWordings(deps);
  const now = withProgramTexts(kept, { texts, atMs: deps.clock.nowMs() });
  if (now !== kept) {
    deps.settings.set(PROGRAM_WORDINGS_KEY, now);
  }
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
