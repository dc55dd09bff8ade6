/**
 * Owns writing a phone number in one form (E.164: plus, country, number), however it was typed, so that the same
 * number is found again. Knows how numbers are written at home in the countries whose locales the till has; a number of
 * anywhere else is taken with its country code. Says nothing about whether a number is in use.
 */

interface HomeRules {
  readonly countryCode: string;
  /** What is dialled before a number inside the country; "" where nothing is. */
  readonly trunkPrefix: string;
  /** Digits after the country code. */
  readonly length: { readonly min: number; readonly max: number };
}

const HOME: Readonly<Record<string, HomeRules>> = {
  TR: { countryCode: "90", trunkPrefix: "0", length: { min: 10, max: 10 } },
  GB: { countryCode: "44", trunkPrefix: "0", length: { min: 9, max: 10 } },
  ES: { countryCode: "34", trunkPrefix: "", length: { min: 9, max: 9 } },
  US: { countryCode: "1", trunkPrefix: "1", length: { min: 10, max: 10 } },
  DE: { countryCode: "49", trunkPrefix: "0", length: { min: 6, max: 12 } },
  FR: { countryCode: "33", trunkPrefix: "0", length: { min: 9, max: 9 } },
  MX: { countryCode: "52", trunkPrefix: "", length: { min: 10, max: 10 } },
};

const MIN_DIGITS = 7;
/** ITU-T E.164. */
const MAX_DIGITS = 15;

/** null when the text cannot be a phone number. `locale` such as "tr-TR" says where a number without a country is. */
export const normalisePhone = (text: string, locale: string): string | null => {
  const digits = dialled(text, locale);
  if (digits === null) {
    return null;
  }
  const home = homeOf(locale);
  const national = home && digits.startsWith(home.countryCode) ? digits.slice(home.countryCode.length) : null;
  const { min, max } = (national === null ? null : home?.length) ?? { min: MIN_DIGITS, max: MAX_DIGITS };
  const { length } = national ?? digits;
  return length >= min && length <= max && digits.length <= MAX_DIGITS && !digits.startsWith("0")
    ? `+${digits}`
    : null;
};

/** The beginning of a number as it is stored, to look for while typing; null for text that begins no phone number. */
export const phonePrefix = (text: string, locale: string): string | null => {
  const digits = dialled(text, locale);
  return digits === null || digits.length < 5 ? null : `+${digits}`;
};

/** Digits with the country code first, or null where something else than a number was typed. */
const dialled = (text: string, locale: string): string | null => {
  const typed = text.replaceAll(/[\s().\-/\u00a0]/gu, "");
  if (!/^\+?\d+$/.test(typed)) {
    return null;
  }
  if (typed.startsWith("+")) {
    return typed.slice(1);
  }
  if (typed.startsWith("00")) {
    return typed.slice(2);
  }
  const home = homeOf(locale);
  if (!home) {
    return typed;
  }
  const { countryCode, trunkPrefix, length } = home;
  if (trunkPrefix !== "" && typed.startsWith(trunkPrefix)) {
    return countryCode + typed.slice(trunkPrefix.length);
  }
  // With its country code and without a plus: too long to be a number at home.
  return typed.startsWith(countryCode) && typed.length > length.max ? typed : countryCode + typed;
};

const homeOf = (locale: string): HomeRules | undefined => HOME[locale.split("-").at(-1) ?? ""];

/** Enough to recognise a number by, not enough to call it: "+90 ··· 45 67". */
export const maskPhone = (phone: string): string =>
  `${phone.slice(0, 3)} ··· ${phone.slice(-4, -2)} ${phone.slice(-2)}`;

/** "ay···@ornek.com". */
export const maskEmail = (email: string): string => {
  const [before = "", after = ""] = email.split("@");
  return `${before.slice(0, 2)}···@${after}`;
};
