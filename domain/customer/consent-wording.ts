/**
 * Owns the shop's own words that ask for consent: every version that was ever in use is kept, because a consent names the
 * words that it was given to. The newest holds; without any, the program's own texts do.
 */
import { CONSENT_CHANNELS } from "./consent.ts";
import { PROGRAM_WORDING, versionOfTexts, type ConsentTexts, type WordingTexts } from "./program-wording.ts";

export interface ConsentWording {
  readonly version: string;
  readonly sinceMs: number;
  readonly texts: ConsentTexts;
}

export const LONGEST_CONSENT_TEXT = 400;

/** What a consent that is given now names. */
export const wordingInUse = (wordings: readonly ConsentWording[]): string =>
  wordings.at(-1)?.version ?? PROGRAM_WORDING;

/** The versions with these words as the newest; the same words as now make no new one. */
export const withWording = (
  wordings: readonly ConsentWording[],
  { texts, atMs }: { readonly texts: ConsentWording["texts"]; readonly atMs: number },
): readonly ConsentWording[] => {
  const now = wordings.at(-1)?.texts;
  return now && CONSENT_CHANNELS.every((channel) => now[channel] === texts[channel])
    ? wordings
    : [...wordings, { version: `shop-${String(wordings.length + 1)}`, sinceMs: atMs, texts }];
};

/** A version of the program's own words, in all languages. */
export interface ProgramWording {
  readonly version: string;
  readonly sinceMs: number;
  readonly texts: WordingTexts;
}

/** The versions with the program's words of today as the newest; words that are the newest already make no new one. */
export const withProgramTexts = (
  kept: readonly ProgramWording[],
  { texts, atMs }: { readonly texts: WordingTexts; readonly atMs: number },
): readonly ProgramWording[] => {
  const version = versionOfTexts(texts);
  return kept.at(-1)?.version === version ? kept : [...kept, { version, sinceMs: atMs, texts }];
};
