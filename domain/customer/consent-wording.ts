/**
 * Owns the shop's own words that ask for consent: every version that was ever in use is kept, because a consent names the
 * words that it was given to. The newest holds; without any, the program's own texts do.
 */
import { CONSENT_CHANNELS, CONSENT_WORDING, type ConsentChannel } from "./consent.ts";

export interface ConsentWording {
  readonly version: string;
  readonly sinceMs: number;
  readonly texts: Readonly<Record<ConsentChannel, string>>;
}

export const LONGEST_CONSENT_TEXT = 400;

/** What a consent that is given now names. */
export const wordingInUse = (wordings: readonly ConsentWording[]): string =>
  wordings.at(-1)?.version ?? CONSENT_WORDING;

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
