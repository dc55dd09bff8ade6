/**
 * Owns customers as the screens see them: found, enrolled, edited, attached to the basket, merged and erased. A list
 * shows of phone and email only enough to tell people apart; the whole is read one customer at a time.
 */
import { z } from "zod";
import type { BirthdayState } from "../../domain/customer/birthday.ts";
import type { CardFormat } from "../../domain/customer/card-format.ts";
import { LONGEST_CONSENT_TEXT, type ConsentWording } from "../../domain/customer/consent-wording.ts";
import type { ConsentChannel, Consents, ConsentSource } from "../../domain/customer/consent.ts";
import { GENDERS, type CustomerDetails, type DetailsError } from "../../domain/customer/customer.ts";
import type { BasketView } from "./basket.ts";
import type { MembershipBadge } from "./memberships.ts";
import { referralCode, type ReferralCodeProblem } from "./referrals.ts";
import type { ReceiptSummary } from "./receipts.ts";
import { id } from "./money.ts";
import { procedure } from "./procedure.ts";

/** Whose the open basket is: what the sell screen shows beside it. */
export interface BasketCustomerView {
  readonly customerRef: string;
  /** null: nobody told it. */
  readonly name: string | null;
  /** Only its end, to ask back by. */
  readonly maskedPhone: string | null;
  readonly purchases: number;
  readonly birthday: BirthdayState;
  /** A friend brought them, and the purchase that counts has not come yet. */
  readonly isReferred: boolean;
  /** Active today. */
  readonly memberships: readonly MembershipBadge[];
}

/** One of those that were found. */
export interface CustomerSummary extends BasketCustomerView {
  readonly maskedEmail: string | null;
  readonly cards: readonly string[];
  readonly lastPurchaseAtMs: number | null;
}

export interface LoyaltyCardView {
  readonly number: string;
  readonly state: "active" | "blocked";
  readonly createdAtMs: number;
}

export interface ConsentView {
  readonly channel: ConsentChannel;
  readonly granted: boolean;
  readonly atMs: number;
  readonly source: ConsentSource;
  readonly wordingVersion: string;
}

export interface CustomerView extends CustomerDetails {
  readonly customerRef: string;
  readonly registrationSource: "till" | "import" | "online";
  readonly createdAtMs: number;
  readonly birthday: BirthdayState;
  readonly cards: readonly LoyaltyCardView[];
  readonly consents: Consents;
  /** Newest first. */
  readonly consentHistory: readonly ConsentView[];
  readonly purchases: number;
  readonly spentMinor: number;
  readonly firstPurchaseAtMs: number | null;
  readonly lastPurchaseAtMs: number | null;
}

export interface UnknownCustomer {
  readonly type: "UnknownCustomer";
}

/** A card that is not taken: blocked, of another program, misread, or one of ours that nobody has yet. */
export type CardRefusal =
  | { readonly type: "CardBlocked"; readonly number: string }
  | { readonly type: "OtherProgramCard"; readonly program: string }
  | { readonly type: "CardMisread" }
  | { readonly type: "CardNotHandedOut"; readonly number: string };

/** Why a number cannot become somebody's card. */
export type NewCardError =
  | { readonly type: "CardTaken"; readonly number: string }
  | { readonly type: "NotACard"; readonly number: string }
  | Extract<CardRefusal, { readonly type: "OtherProgramCard" | "CardMisread" }>;

export type MergeError = UnknownCustomer | { readonly type: "SameCustomer" };

export interface LoyaltyCardError {
  readonly type: "UnknownCard";
}

/** A file for the customer: everything that is kept of them. */
export interface CustomerExport {
  readonly fileName: string;
  readonly json: string;
}

/** Somebody with this phone number or email is known already. */
/** Which cards the shop knows, and the words that ask for consent. */
export interface CustomerRulesView {
  readonly cardFormats: readonly CardFormat[];
  /** The shop's own; null: the program's. */
  readonly consentTexts: ConsentWording["texts"] | null;
  /** Every version of the shop's own, oldest first; the last one is in use. */
  readonly consentVersions: readonly Pick<ConsentWording, "version" | "sinceMs">[];
}

export type CustomerRulesError =
  | { readonly type: "CardFormatUnsound"; readonly prefix: string }
  | { readonly type: "NoOwnCardFormat" }
  | { readonly type: "ConsentTextMissing" };

export interface MaybeKnown {
  readonly type: "MaybeKnown";
  readonly customers: readonly CustomerSummary[];
}

export type EnrolError =
  | DetailsError
  | NewCardError
  | ReferralCodeProblem
  | MaybeKnown
  | { readonly type: "PaymentStarted" };

const optionalText = (max: number) => z.string().trim().max(max).nullable();

const details = z.strictObject({
  name: optionalText(120),
  phone: optionalText(40),
  email: optionalText(200),
  dateOfBirth: optionalText(10),
  gender: z.enum(GENDERS).nullable(),
  nationalId: optionalText(30),
  invoiceName: optionalText(200),
  invoiceAddress: optionalText(400),
  taxOffice: optionalText(100),
  taxId: optionalText(30),
  preferences: z.record(z.string().min(1).max(40), z.string().max(200)),
  tags: z.array(z.string().trim().min(1).max(40)).max(30).readonly(),
});

const consents = z.strictObject({ marketing: z.boolean(), sms: z.boolean(), email: z.boolean() });

const cardNumber = z.string().trim().min(1).max(40);

const byRef = z.strictObject({ customerRef: id });

const consentText = z.string().trim().max(LONGEST_CONSENT_TEXT);

const customerRules = z.strictObject({
  cardFormats: z
    .array(
      z.strictObject({
        program: z.string().trim().max(60),
        own: z.boolean(),
        prefix: z.string().trim().max(24),
        length: z.int().min(0).max(99),
        checkDigit: z.enum(["gtin", "luhn", "none"]),
      }),
    )
    .max(20),
  consentTexts: z.strictObject({ marketing: consentText, sms: consentText, email: consentText }).nullable(),
});

export const customerProcedures = {
  "customer.rules": procedure<CustomerRulesView>()(z.strictObject({})),
  /** `consentTexts` null: they stay as they are. Other words make a new version. */
  "customer.setRules": procedure<CustomerRulesView, CustomerRulesError>()(customerRules),
  /** By card number, phone, email or name. Empty text: nobody. */
  "customer.find": procedure<readonly CustomerSummary[]>()(z.strictObject({ text: z.string().max(200) })),
  "customer.get": procedure<CustomerView, UnknownCustomer>()(byRef),
  /** `evenIfKnown`: also when somebody has this phone number or email. `attach`: the open basket is theirs. */
  "customer.enrol": procedure<
    { readonly customer: CustomerView; readonly basket: BasketView | null },
    EnrolError
  >()(
    z.strictObject({
      details: details.partial(),
      consents,
      cardNumber: cardNumber.nullable(),
      /** Of the friend who brought them. */
      referralCode: referralCode.nullable().optional(),
      evenIfKnown: z.boolean(),
      attach: z.boolean(),
    }),
  ),
  /** All details and consents as they are from now on. */
  "customer.update": procedure<CustomerView, DetailsError | UnknownCustomer>()(
    z.strictObject({ customerRef: id, details, consents }),
  ),
  /** Their receipts, newest first. */
  "customer.purchases": procedure<readonly ReceiptSummary[], UnknownCustomer>()(byRef),
  /** Two records of one person: `fromRef` goes, its cards, consents and purchases are `intoRef`'s. */
  "customer.merge": procedure<CustomerView, MergeError>()(z.strictObject({ fromRef: id, intoRef: id })),
  "customer.export": procedure<CustomerExport, UnknownCustomer>()(byRef),
  /** What the person told is gone for good; sales and the journal stay. */
  "customer.erase": procedure<null, UnknownCustomer>()(byRef),
  /** `number` null: the till makes a card up. */
  "loyaltyCard.give": procedure<CustomerView, UnknownCustomer | NewCardError>()(
    z.strictObject({ customerRef: id, number: cardNumber.nullable() }),
  ),
  "loyaltyCard.setState": procedure<CustomerView, LoyaltyCardError>()(
    z.strictObject({ number: cardNumber, state: z.enum(["active", "blocked"]) }),
  ),
  "loyaltyCard.print": procedure<null, LoyaltyCardError>()(z.strictObject({ number: cardNumber })),
  /** Whose the basket is, before or after lines were scanned; it is priced again. */
  "customer.attach": procedure<BasketView, UnknownCustomer | { readonly type: "PaymentStarted" }>()(byRef),
  "customer.detach": procedure<
    BasketView,
    { readonly type: "NoBasket" } | { readonly type: "PaymentStarted" }
  >()(z.strictObject({})),
} as const;
