/**
 * Owns what a shop knows of a customer, and what it takes to be known. Personal data lives in the customer's own rows
 * only: everything else (sales, baskets, journal, audit log, consents) names the random `customerRef`, so that erasing
 * a person leaves the rest whole.
 */
import { foldSearchText } from "../catalogue/fold-search-text.ts";
import { err, ok, type Result } from "../result.ts";
import { daysFromCivil, parseCivilDate, type CivilDate } from "../time/civil-date.ts";
import { normalisePhone } from "./phone.ts";

export const GENDERS = ["female", "male", "other"] as const;
export type Gender = (typeof GENDERS)[number];

export type RegistrationSource = "till" | "import" | "online";

/** Everything that a person told of themselves. Texts are trimmed; what is not known is null. */
export interface CustomerDetails {
  readonly name: string | null;
  /** E.164: "+905321234567". */
  readonly phone: string | null;
  /** Lower case. */
  readonly email: string | null;
  /** ISO date. */
  readonly dateOfBirth: string | null;
  readonly gender: Gender | null;
  readonly nationalId: string | null;
  /** For an invoice: the name and address on it, and who taxes it. */
  readonly invoiceName: string | null;
  readonly invoiceAddress: string | null;
  readonly taxOffice: string | null;
  readonly taxId: string | null;
  /** What the person prefers, by a short name: {"language": "tr"}. */
  readonly preferences: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
}

export const NO_DETAILS: CustomerDetails = {
  name: null,
  phone: null,
  email: null,
  dateOfBirth: null,
  gender: null,
  nationalId: null,
  invoiceName: null,
  invoiceAddress: null,
  taxOffice: null,
  taxId: null,
  preferences: {},
  tags: [],
};

export type DetailsError =
  /** Somebody must be recognisable: a name, a phone number or an email address. */
  | { readonly type: "NobodyNamed" }
  | { readonly type: "NotAPhoneNumber" }
  | { readonly type: "NotAnEmail" }
  | { readonly type: "NotABirthday" };

/** As it will be stored: trimmed, the phone in one form, the email in lower case. `locale` says where phones are local. */
export const soundDetails = (
  typed: CustomerDetails,
  context: { readonly locale: string; readonly today: CivilDate },
): Result<CustomerDetails, DetailsError> => {
  const phoneText = tidy(typed.phone);
  const phone = phoneText === null ? null : normalisePhone(phoneText, context.locale);
  if (phoneText !== null && phone === null) {
    return err({ type: "NotAPhoneNumber" });
  }
  const email = tidy(typed.email)?.toLowerCase() ?? null;
  if (email !== null && !EMAIL.test(email)) {
    return err({ type: "NotAnEmail" });
  }
  const dateOfBirth = tidy(typed.dateOfBirth);
  if (dateOfBirth !== null && !isBirthday(dateOfBirth, context.today)) {
    return err({ type: "NotABirthday" });
  }
  const name = tidy(typed.name);
  if (name === null && phone === null && email === null) {
    return err({ type: "NobodyNamed" });
  }
  return ok({
    name,
    phone,
    email,
    dateOfBirth,
    gender: typed.gender,
    nationalId: tidy(typed.nationalId),
    invoiceName: tidy(typed.invoiceName),
    invoiceAddress: tidy(typed.invoiceAddress),
    taxOffice: tidy(typed.taxOffice),
    taxId: tidy(typed.taxId),
    preferences: typed.preferences,
    tags: [...new Set(typed.tags.map((tag) => tag.trim()).filter((tag) => tag !== ""))],
  });
};

// One "@" with something before it and a dotted name after it: whether it exists, only a message can tell.
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/;

const OLDEST_AGE_DAYS = 130 * 366;

/** Nobody was born tomorrow, or more than 130 years ago: a slip of the fingers. */
const isBirthday = (text: string, today: CivilDate): boolean => {
  const born = parseCivilDate(text);
  const ageDays = born === null ? -1 : daysFromCivil(today) - daysFromCivil(born);
  return ageDays >= 0 && ageDays <= OLDEST_AGE_DAYS;
};

const tidy = (text: string | null): string | null => {
  const trimmed = text?.replaceAll(/\s+/gu, " ").trim() ?? "";
  return trimmed === "" ? null : trimmed;
};

/** The names of what differs. */
export const changedDetails = (was: CustomerDetails, is: CustomerDetails): readonly string[] =>
  (Object.keys(NO_DETAILS) as readonly (keyof CustomerDetails)[]).filter(
    (field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]),
  );

/** Of two records of one person: what the first says, filled in from the other; lists and preferences of both. */
export const mergedDetails = (first: CustomerDetails, other: CustomerDetails): CustomerDetails => ({
  name: first.name ?? other.name,
  phone: first.phone ?? other.phone,
  email: first.email ?? other.email,
  dateOfBirth: first.dateOfBirth ?? other.dateOfBirth,
  gender: first.gender ?? other.gender,
  nationalId: first.nationalId ?? other.nationalId,
  invoiceName: first.invoiceName ?? other.invoiceName,
  invoiceAddress: first.invoiceAddress ?? other.invoiceAddress,
  taxOffice: first.taxOffice ?? other.taxOffice,
  taxId: first.taxId ?? other.taxId,
  preferences: { ...other.preferences, ...first.preferences },
  tags: [...new Set([...first.tags, ...other.tags])],
});

/** The words by which a name is found, folded, each once. */
export const nameWords = (name: string | null): readonly string[] => [
  ...new Set(
    foldSearchText(name ?? "")
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== ""),
  ),
];
