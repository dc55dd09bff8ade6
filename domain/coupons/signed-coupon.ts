/**
 * Owns the text of a signed coupon, as it stands in its QR code: what it is and gives, until when, from which store, by
 * which key, and the signature over all of that. Letters and digits of Crockford's base 32 only, so that a QR code holds it
 * densely and a scanner that types like a keyboard of any country gets it right. Signing and verifying are effects.
 */
import { civilFromDays, daysFromCivil, formatCivilDate, parseCivilDate } from "../time/civil-date.ts";
import { base32Of, bytesOfBase32, tidyBase32 } from "./base32.ts";
import { couponCodeOfBody, COUPON_RANDOM_BYTES as ID_CHARACTERS } from "./coupon-code.ts";

/** With the version of the form; no other code of a till begins so. */
const SIGNED_PREFIX = "TWC1";

/** Ed25519. */
export const SIGNATURE_BYTES = 64;
const SIGNATURE_CHARACTERS = Math.ceil((SIGNATURE_BYTES * 8) / 5);
const KEY_ID_BYTES = 4;

export type SignedGift =
  | { readonly percentBp: number }
  | { readonly amountMinor: number; readonly currency: string }
  | { readonly campaign: string };

export interface SignedCoupon {
  /** Its code, no longer than a generated one: what a use is counted under. */
  readonly code: string;
  /** Eight hex digits. */
  readonly keyId: string;
  readonly gives: SignedGift;
  /** Last day, "YYYY-MM-DD" in the store; null: no end. */
  readonly validUntil: string | null;
  /** Where it counts; "": everywhere. */
  readonly store: string;
}

const PERCENT = 0;
const AMOUNT = 1;
const CAMPAIGN = 2;

/** What is signed: the text up to the signature. */
export const unsignedText = ({ code, keyId, gives, validUntil, store }: SignedCoupon): string => {
  const end = validUntil === null ? null : parseCivilDate(validUntil);
  const body = [
    ...(keyId.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)),
    ...giftBytes(gives),
    ...varint(end === null ? 0 : daysFromCivil(end)),
    ...textBytes(store),
  ];
  return SIGNED_PREFIX + code.slice(0, ID_CHARACTERS) + base32Of(body);
};

export const signedText = (unsigned: string, signature: Uint8Array): string =>
  unsigned + base32Of([...signature]);

const giftBytes = (gives: SignedGift): readonly number[] => {
  if ("percentBp" in gives) {
    return [PERCENT, ...varint(gives.percentBp)];
  }
  return "amountMinor" in gives
    ? [AMOUNT, ...varint(gives.amountMinor), ...textBytes(gives.currency)]
    : [CAMPAIGN, ...textBytes(gives.campaign)];
};

/** Seven bits a byte, lowest first; the highest bit says that more follows. */
const varint = (value: number): readonly number[] => {
  const low = value % 128;
  const rest = Math.floor(value / 128);
  return rest === 0 ? [low] : [low + 128, ...varint(rest)];
};

const textBytes = (text: string): readonly number[] => [
  ...varint(text.length),
  ...Array.from({ length: text.length }, (_, at) => varint(text.charCodeAt(at))).flat(),
];

export type ReadSigned =
  /** Another kind of code. */
  | { readonly kind: "other" }
  /** Begins like one and is not whole. */
  | { readonly kind: "unreadable" }
  | {
      readonly kind: "signed";
      readonly coupon: SignedCoupon;
      readonly unsigned: string;
      readonly signature: Uint8Array;
    };

/** Of any text. That it can be read says nothing: only its signature does. */
export const readSigned = (text: string): ReadSigned => {
  const tidy = tidyBase32(text);
  if (!tidy.startsWith(SIGNED_PREFIX) || tidy.length < SIGNED_PREFIX.length + SIGNATURE_CHARACTERS) {
    return tidy.startsWith(SIGNED_PREFIX) && tidy.length > UNLIKE_A_CODE
      ? { kind: "unreadable" }
      : { kind: "other" };
  }
  const unsigned = tidy.slice(0, -SIGNATURE_CHARACTERS);
  const idAt = SIGNED_PREFIX.length + ID_CHARACTERS;
  const body = bytesOfBase32(unsigned.slice(idAt));
  const signature = bytesOfBase32(tidy.slice(-SIGNATURE_CHARACTERS));
  const coupon = body === null ? null : readBody(body, unsigned.slice(SIGNED_PREFIX.length, idAt));
  return coupon === null || signature?.length !== SIGNATURE_BYTES
    ? { kind: "unreadable" }
    : { kind: "signed", coupon, unsigned, signature: Uint8Array.from(signature) };
};

/** A code of a shop's own may begin with the prefix too; it is not that long. */
const UNLIKE_A_CODE = 40;

const readBody = (bytes: readonly number[], idCharacters: string): SignedCoupon | null => {
  const reader = readerOf(bytes);
  const keyId = Array.from({ length: KEY_ID_BYTES }, () => reader.byte().toString(16).padStart(2, "0")).join(
    "",
  );
  const gives = readGift(reader);
  const days = reader.number();
  const store = reader.text();
  const code = couponCodeOfBody(idCharacters);
  if (gives === null || code === null || reader.hasFailed() || days > MAX_DAYS) {
    return null;
  }
  return {
    code,
    keyId,
    gives,
    validUntil: days === 0 ? null : formatCivilDate(civilFromDays(days)),
    store,
  };
};

/** The year 9999. */
const MAX_DAYS = 2_932_896;

type Reader = ReturnType<typeof readerOf>;

const readGift = (reader: Reader): SignedGift | null => {
  switch (reader.byte()) {
    case PERCENT:
      return { percentBp: reader.number() };
    case AMOUNT:
      return { amountMinor: reader.number(), currency: reader.text() };
    case CAMPAIGN:
      return { campaign: reader.text() };
    default:
      return null;
  }
};

/** Reads on past the end as zeros, and says in the end that it did. */
const readerOf = (bytes: readonly number[]) => {
  let at = 0;
  let failed = false;
  const byte = (): number => {
    const value = bytes[at];
    at += 1;
    failed ||= value === undefined;
    return value ?? 0;
  };
  const number = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const part = byte();
      value += (part % 128) * factor;
      if (part < 128) {
        break;
      }
    }
    failed ||= !Number.isSafeInteger(value);
    return value;
  };
  const text = (): string => {
    const length = number();
    failed ||= length > bytes.length;
    return failed ? "" : Array.from({ length }, () => String.fromCharCode(number() % 65_536)).join("");
  };
  return { byte, number, text, hasFailed: () => failed || at !== bytes.length };
};
