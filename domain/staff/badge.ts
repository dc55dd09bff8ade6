/**
 * Owns how a staff badge reads: "TWB" and 24 characters that nobody guesses, so that a scanner's code is known for a
 * badge before anything else is done with it. Only a hash of it is stored.
 */

/** No I, L, O and U: they are read for other characters. 24 of them are 120 bits. */
export const BADGE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const BADGE_CHARACTERS = 24;
export const BADGE_PREFIX = "TWB";

const BADGE = new RegExp(`^${BADGE_PREFIX}[${BADGE_ALPHABET}]{${String(BADGE_CHARACTERS)}}$`);

/** The badge's code as it was made, or null for any other text. */
export const readBadge = (scanned: string): string | null => {
  const code = scanned.trim().toUpperCase();
  return BADGE.test(code) ? code : null;
};
