import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import i18next, { type TFunction } from "i18next";
import { describe, expect, test } from "vitest";
import type { CouponReason, CustomerNeed, WhyNot } from "../../../contracts/ipc/basket.ts";
import { describeError } from "../../../renderer/texts/error-text.ts";
import { describeReason } from "../../../renderer/texts/reason-text.ts";
import type { TillError } from "../../../renderer/transport/till-client.ts";
import { shownIn } from "../../support/shown-store.ts";

const formats = shownIn("en");

const readTexts = (language: string): object =>
  JSON.parse(
    readFileSync(resolve(import.meta.dirname, `../../../renderer/locales/${language}.json`), "utf8"),
  ) as object;

const translatorFor = async (language: string): Promise<TFunction> => {
  const instance = i18next.createInstance();
  const resources = { [language]: { translation: readTexts(language) } };
  return instance.init({ lng: language, resources, interpolation: { escapeValue: false } });
};

/** One of each: a new error in the contract does not compile until it is here. */
const ERRORS: { readonly [T in TillError["type"]]: Extract<TillError, { readonly type: T }> } = {
  SignedUnreadable: { type: "SignedUnreadable" },
  SignedByStranger: { type: "SignedByStranger", keyId: "0a1b2c3d" },
  SignedTampered: { type: "SignedTampered" },
  SignedForOtherStore: { type: "SignedForOtherStore", store: "S2" },
  NotSigned: { type: "NotSigned" },
  NoCouponKey: { type: "NoCouponKey" },
  NotACouponKey: { type: "NotACouponKey" },
  AlreadyJoined: { type: "AlreadyJoined", label: "Çay kulübü" },
  CampaignNotOpen: { type: "CampaignNotOpen", label: "Çay kulübü", barrier: "ended" },
  NotJoined: { type: "NotJoined" },
  ParticipationRedeemed: { type: "ParticipationRedeemed" },
  CouponOfAnother: { type: "CouponOfAnother", code: "SPRING" },
  CouponNotGiveable: { type: "CouponNotGiveable", code: "SPRING", state: "usedUp" },
  WrongPin: { type: "WrongPin", triesLeft: 2 },
  LockedOut: { type: "LockedOut", untilMs: Date.UTC(2026, 10, 20, 12, 32) },
  SameCustomer: { type: "SameCustomer" },
  UnknownCard: { type: "UnknownCard" },
  UnknownCustomer: { type: "UnknownCustomer" },
  CardBlocked: { type: "CardBlocked", number: "2900000000018" },
  OtherProgramCard: { type: "OtherProgramCard", program: "Başka Market" },
  CardMisread: { type: "CardMisread" },
  CardNotHandedOut: { type: "CardNotHandedOut", number: "2900000000018" },
  CardTaken: { type: "CardTaken", number: "2900000000018" },
  CardFormatUnsound: { type: "CardFormatUnsound", prefix: "29" },
  NoOwnCardFormat: { type: "NoOwnCardFormat" },
  ConsentTextMissing: { type: "ConsentTextMissing" },
  NotACard: { type: "NotACard", number: "12" },
  MaybeKnown: { type: "MaybeKnown", customers: [] },
  NobodyNamed: { type: "NobodyNamed" },
  NotAPhoneNumber: { type: "NotAPhoneNumber" },
  NotAnEmail: { type: "NotAnEmail" },
  NotABirthday: { type: "NotABirthday" },
  CodeTooLong: { type: "CodeTooLong" },
  AlreadyScanned: { type: "AlreadyScanned" },
  ScaleNotReady: { type: "ScaleNotReady" },
  CodeUnreadable: { type: "CodeUnreadable", problem: "checkDigit", code: "6220010001008" },
  UnknownOwnCode: { type: "UnknownOwnCode", kind: "giftCard", code: "0441234567895" },
  StatedCouponRefused: {
    type: "StatedCouponRefused",
    problem: "ended",
    states: {
      name: "0614141-654321",
      serial: null,
      value: { kind: "dollars", cents: 500 },
      units: 1,
      startsOn: null,
      expiresOn: "2010-12-31",
      needsService: false,
    },
  },
  Expired: { type: "Expired", name: "Ayran", expiredOn: "2026-11-19" },
  BadLayout: { type: "BadLayout", layout: "21{item:5}", problem: "noMeasure" },
  UnknownPlan: { type: "UnknownPlan" },
  UnknownMembership: { type: "UnknownMembership" },
  MembershipNotActive: { type: "MembershipNotActive" },
  PlanCodeTaken: { type: "PlanCodeTaken", code: "CLUB" },
  UnknownMembershipCoupon: { type: "UnknownMembershipCoupon", code: "START50" },
  MembershipCouponEnded: { type: "MembershipCouponEnded", code: "START50", day: "2026-11-19" },
  MembershipCouponGone: { type: "MembershipCouponGone", code: "START50" },
  MembershipCouponUsed: { type: "MembershipCouponUsed", code: "START50" },
  MembershipCouponPeriods: { type: "MembershipCouponPeriods" },
  MembershipNeedsCustomer: { type: "MembershipNeedsCustomer", name: "Club" },
  MembershipChanged: { type: "MembershipChanged", name: "Club" },
  MembershipOnce: { type: "MembershipOnce", name: "Club" },
  MembershipNeedsReceipt: { type: "MembershipNeedsReceipt", name: "Club" },
  ReferralMistyped: { type: "ReferralMistyped" },
  UnknownReferralCode: { type: "UnknownReferralCode" },
  ReferralsOff: { type: "ReferralsOff" },
  OwnReferralCode: { type: "OwnReferralCode" },
  AlreadyReferred: { type: "AlreadyReferred" },
  ReferralNotNew: { type: "ReferralNotNew", purchases: 3 },
  ReferralCircle: { type: "ReferralCircle" },
  ReferralLimit: { type: "ReferralLimit", most: 5 },
  ReferralNeedsCustomer: { type: "ReferralNeedsCustomer" },
  NoReward: { type: "NoReward" },
  GiftCardMisread: { type: "GiftCardMisread" },
  UnknownGiftCard: { type: "UnknownGiftCard" },
  GiftCardBlocked: { type: "GiftCardBlocked", last4: "1234", reason: "lost" },
  GiftCardExpired: { type: "GiftCardExpired", last4: "1234", expiresAtMs: Date.UTC(2026, 10, 20) },
  GiftCardEmpty: { type: "GiftCardEmpty", last4: "1234" },
  GiftCardTooLow: { type: "GiftCardTooLow", last4: "1234", balanceMinor: 1250 },
  GiftCardSpent: { type: "GiftCardSpent", last4: "1234" },
  GiftCardNeedsReceipt: { type: "GiftCardNeedsReceipt" },
  GiftCardNotForGiftCard: { type: "GiftCardNotForGiftCard" },
  NothingChanged: { type: "NothingChanged" },
  UnknownBarcode: { type: "UnknownBarcode", code: "4006381333931" },
  UnknownProduct: { type: "UnknownProduct" },
  NotForSale: { type: "NotForSale", name: "Simit" },
  NeedsPrice: { type: "NeedsPrice", productId: 1, name: "Simit" },
  NeedsWeight: { type: "NeedsWeight", productId: 1, name: "Domates" },
  UnknownLine: { type: "UnknownLine", lineId: "1" },
  DepositFollowsItem: { type: "DepositFollowsItem" },
  DepositHasNoPrice: { type: "DepositHasNoPrice", name: "Şişe" },
  NotDiscountable: { type: "NotDiscountable" },
  NeedsAgeCheck: {
    type: "NeedsAgeCheck",
    productId: 1,
    name: "Bira",
    minAge: 18,
    bornOnOrBefore: "2008-11-20",
    wasTooYoung: false,
  },
  TooYoung: { type: "TooYoung", minAge: 18 },
  ImpossibleDate: { type: "ImpossibleDate" },
  OverQuantityLimit: {
    type: "OverQuantityLimit",
    name: "Şeker",
    maxPerSaleMilli: 2000,
    inBasketMilli: 2000,
  },
  PriceOutOfRange: { type: "PriceOutOfRange", minMinor: 1, maxMinor: 1_000_000 },
  LineIsVoided: { type: "LineIsVoided" },
  WholeUnitsOnly: { type: "WholeUnitsOnly" },
  QuantityOutOfRange: { type: "QuantityOutOfRange", maxQuantityMilli: 1_000_000 },
  TotalTooLarge: { type: "TotalTooLarge" },
  PaymentStarted: { type: "PaymentStarted" },
  NoBasket: { type: "NoBasket" },
  UnknownBasket: { type: "UnknownBasket" },
  BasketInUse: { type: "BasketInUse" },
  UnknownCoupon: { type: "UnknownCoupon", code: "SUMMER" },
  NothingToPay: { type: "NothingToPay" },
  NothingDue: { type: "NothingDue" },
  BelowTotal: { type: "BelowTotal", dueMinor: 1250 },
  MoreThanDue: { type: "MoreThanDue", dueMinor: 1250 },
  TenderTooLarge: { type: "TenderTooLarge" },
  PayOutDue: { type: "PayOutDue", amountMinor: 1250 },
  AlreadyPaidOut: { type: "AlreadyPaidOut" },
  CouponExists: { type: "CouponExists", code: "SUMMER" },
  UnknownCampaign: { type: "UnknownCampaign", code: "SUMMER" },
  NoOwnValue: { type: "NoOwnValue" },
  CouponsBusy: { type: "CouponsBusy" },
  CouponsPrinting: { type: "CouponsPrinting" },
  NoSuchCoupons: { type: "NoSuchCoupons", size: 40 },
  UnknownBatch: { type: "UnknownBatch" },
  UnknownSegment: { type: "UnknownSegment" },
  CouponMistyped: { type: "CouponMistyped", code: "0000" },
  CouponBlocked: { type: "CouponBlocked", code: "SUMMER" },
  OffersChanged: { type: "OffersChanged", totalMinor: 1250 },
  ReturnChanged: { type: "ReturnChanged", name: "Simit", receiptNumber: "S1-T1-000001" },
  WasReturned: { type: "WasReturned", lineNumber: 2 },
  OtherPriceBasis: { type: "OtherPriceBasis", receiptNumber: "S1-T1-000001" },
  AboveLowestPrice: { type: "AboveLowestPrice", name: "Simit", lowestMinor: 1250, days: 30 },
  NotTheLastSale: { type: "NotTheLastSale", receiptNumber: "S1-T1-000001" },
  IsAnExchange: { type: "IsAnExchange", receiptNumber: "S1-T1-000001" },
  AlreadyMember: { type: "AlreadyMember" },
  NoLoyaltyProgram: { type: "NoLoyaltyProgram" },
  NotAMember: { type: "NotAMember" },
  NoPointsToPay: { type: "NoPointsToPay" },
  PointsDoNotFit: { type: "PointsDoNotFit", points: 40 },
  PointsOnIt: { type: "PointsOnIt" },
  PointsShort: { type: "PointsShort", points: 12 },
  ProgramValue: { type: "ProgramValue", field: "maxShareBp" },
  ProgramTier: { type: "ProgramTier", tier: "Gold" },
  UnknownJob: { type: "UnknownJob" },
  UnknownTender: { type: "UnknownTender" },
  TerminalBusy: { type: "TerminalBusy" },
  CardUnresolved: { type: "CardUnresolved" },
  CardDeclined: { type: "CardDeclined", reason: "05" },
  CardTimedOut: { type: "CardTimedOut" },
  CardNumberTold: { type: "CardNumberTold", isUndone: false },
  CardCancelled: { type: "CardCancelled" },
  TerminalUnreachable: { type: "TerminalUnreachable" },
  UnknownReceipt: { type: "UnknownReceipt", receiptNumber: "S1-T1-000001" },
  IsARefund: { type: "IsARefund", receiptNumber: "S1-T1-000001" },
  UnknownSaleLine: { type: "UnknownSaleLine", lineNumber: 3 },
  MoreThanSold: { type: "MoreThanSold", lineNumber: 3, refundableMilli: 2000 },
  NothingSelected: { type: "NothingSelected" },
  ReasonMissing: { type: "ReasonMissing" },
  NotSimulated: { type: "NotSimulated" },
  TerminalIsFixed: { type: "TerminalIsFixed" },
  BadTerminalAddress: { type: "BadTerminalAddress", address: "10.0.0.9" },
  CardPaymentOpen: { type: "CardPaymentOpen" },
  PrinterIsFixed: { type: "PrinterIsFixed" },
  BadPrinterAddress: { type: "BadPrinterAddress", address: "10.0.0.8" },
  UnknownPrinterProfile: { type: "UnknownPrinterProfile", profile: "mystery" },
  UnknownPrintJob: { type: "UnknownPrintJob" },
  NotFailed: { type: "NotFailed" },
  NoShiftOpen: { type: "NoShiftOpen" },
  ShiftAlreadyOpen: { type: "ShiftAlreadyOpen" },
  UnknownShift: { type: "UnknownShift" },
  ShiftAlreadyClosed: { type: "ShiftAlreadyClosed", zNumber: 7 },
  UnknownDenomination: { type: "UnknownDenomination", valueMinor: 700 },
  RecountUsed: { type: "RecountUsed" },
  NotCounted: { type: "NotCounted" },
  CountOutdated: { type: "CountOutdated" },
  CountOpen: { type: "CountOpen" },
  UnknownZReport: { type: "UnknownZReport", number: 9 },
  NoSuchFolder: { type: "NoSuchFolder", folder: "/media/stick" },
  FolderNotWritable: { type: "FolderNotWritable", folder: "/media/stick" },
  FolderFull: { type: "FolderFull", folder: "/media/stick", neededBytes: 12_345_678, freeBytes: 1000 },
  BackupNotWhole: { type: "BackupNotWhole", fault: { type: "DamagedBackup", detail: "row 7" } },
  NoSuchFile: { type: "NoSuchFile" },
  UnreadableFile: { type: "UnreadableFile", detail: "EACCES" },
  NotABackup: { type: "NotABackup" },
  DamagedBackup: { type: "DamagedBackup", detail: "row 7" },
  NewerBackup: { type: "NewerBackup" },
  OtherVersion: { type: "OtherVersion" },
  BackupJournalBroken: { type: "BackupJournalBroken", fault: { type: "WrongHash", seq: 7 } },
  OtherTill: { type: "OtherTill", found: "S2-T1", ours: "S1-T1" },
  NoRoomToRestore: { type: "NoRoomToRestore", neededBytes: 12_345_678, freeBytes: 1000 },
  NotRehearsed: { type: "NotRehearsed" },
  WrongConfirmation: { type: "WrongConfirmation", till: "S1-T1" },
  RestartNeeded: { type: "RestartNeeded" },
  BooksBusy: { type: "BooksBusy" },
  JournalBroken: { type: "JournalBroken", fault: { type: "Gap", seq: 9, expectedSeq: 8 } },
  InvalidPayload: { type: "InvalidPayload", problems: ["code: too long"] },
  UnknownProcedure: { type: "UnknownProcedure", procedure: "basket.fly" },
  NotSignedIn: { type: "NotSignedIn" },
  NotAllowed: { type: "NotAllowed", permission: "price:override", approverName: null },
  UnknownBadge: { type: "UnknownBadge", triesLeft: 2 },
  NeedsApproval: {
    type: "NeedsApproval",
    permission: "line:discount",
    measure: 2000,
    limit: 1000,
    requestId: "1",
  },
  UnknownStaff: { type: "UnknownStaff" },
  UnknownRole: { type: "UnknownRole" },
  PinTooEasy: { type: "PinTooEasy" },
  PinTaken: { type: "PinTaken" },
  OwnRole: { type: "OwnRole" },
  BeyondOwnRights: { type: "BeyondOwnRights" },
  LastManager: { type: "LastManager" },
  NoPriceLeft: { type: "NoPriceLeft" },
  BadLogo: { type: "BadLogo", problem: "wrongSize" },
  RoleNameTaken: { type: "RoleNameTaken" },
  RoleOfProgram: { type: "RoleOfProgram" },
  RoleInUse: { type: "RoleInUse", count: 2 },
  UnsoundRight: { type: "UnsoundRight", permission: "line:discount" },
  ApprovalGone: { type: "ApprovalGone" },
  SamePerson: { type: "SamePerson" },
  StorageFailed: { type: "StorageFailed", cause: "diskFull" },
  Internal: { type: "Internal", reference: "a1b2" },
  TillAway: { type: "TillAway", sent: true },
};

/** What the engine may say beside a reason. */
const REASONS: Readonly<Record<CouponReason, Pick<WhyNot<CouponReason>, "wanted" | "got" | "by">>> = {
  INVALID_RULE: { wanted: null, got: null, by: [] },
  INACTIVE: { wanted: null, got: null, by: [] },
  NOT_STARTED: { wanted: "2026-12-01T00:00:00+03:00", got: null, by: [] },
  ENDED: { wanted: "2026-11-01T00:00:00+03:00", got: null, by: [] },
  NEEDS_COUPON: { wanted: "WELCOME10", got: null, by: [] },
  WRONG_STORE: { wanted: "S2", got: "S1", by: [] },
  WRONG_DAY: { wanted: "SAT, SUN", got: "FRI", by: [] },
  OUTSIDE_HOURS: { wanted: "17:00-18:00", got: "14:35", by: [] },
  NEEDS_CUSTOMER: { wanted: null, got: null, by: [] },
  CUSTOMER_NOT_ELIGIBLE: { wanted: "GOLD", got: "SILVER", by: [] },
  WRONG_PAYMENT: { wanted: "CARD", got: "CASH", by: [] },
  LIMIT_REACHED: { wanted: "100", got: "100", by: [] },
  CUSTOMER_LIMIT_REACHED: { wanted: "1", got: "1", by: [] },
  BUDGET_SPENT: { wanted: "50.00", got: "12.00", by: [] },
  NO_LEASE: { wanted: null, got: null, by: [] },
  NO_MATCHING_ITEMS: { wanted: null, got: null, by: [] },
  BELOW_MIN_QUANTITY: { wanted: "3", got: "1", by: [] },
  BELOW_MIN_SPEND: { wanted: "500.00", got: "119.90", by: [] },
  ABOVE_MAX_SPEND: { wanted: "1000.00", got: "1200.00", by: [] },
  NOTHING_LEFT: { wanted: null, got: null, by: [] },
  BETTER_OFFER: { wanted: null, got: null, by: ["Buy 2 get 1"] },
  NOT_COMBINABLE: { wanted: null, got: null, by: ["A", "B"] },
  UNKNOWN_CODE: { wanted: null, got: null, by: [] },
  WRONG_CUSTOMER: { wanted: null, got: null, by: [] },
  ALREADY_USED: { wanted: null, got: null, by: [] },
};

const NEEDS: readonly CustomerNeed[] = [
  "owner",
  "firstPurchase",
  "purchaseNumber",
  "birthday",
  "birthMonth",
  "tiers",
  "segments",
  "customers",
];

const expectSentence = (sentence: string): void => {
  expect(sentence).toMatch(/^\S.*[.?!)\w]$/s);
  expect(sentence).not.toMatch(/\{\{|error\.|reason\.|undefined|null/);
};

describe.each(["en", "tr", "es"])("in %s", (language) => {
  test.each(Object.values(ERRORS))("$type has a sentence", async (error) => {
    expectSentence(describeError(error, { t: await translatorFor(language), formats }));
  });

  test.each(Object.entries(REASONS))("%s has a sentence, with figures and without", async (reason, said) => {
    const why = { differenceMinor: null, customerNeed: null, ...said, reason: reason as CouponReason };
    const t = await translatorFor(language);
    expectSentence(describeReason(why, { t, formats }));
    expectSentence(describeReason({ ...why, differenceMinor: 1250 }, { t, formats }));
    expectSentence(describeReason({ ...why, wanted: null, got: null, by: [] }, { t, formats }));
  });

  test.each(NEEDS)("what is wanted of a customer is said: %s", async (customerNeed) => {
    const t = await translatorFor(language);
    const why = { by: [], differenceMinor: null, customerNeed, wanted: "1", got: "13" };
    expectSentence(describeReason({ ...why, reason: "NEEDS_CUSTOMER" }, { t, formats }));
    expectSentence(describeReason({ ...why, reason: "CUSTOMER_NOT_ELIGIBLE" }, { t, formats }));
  });
});

const why = (said: Partial<WhyNot<CouponReason>>): WhyNot<CouponReason> => ({
  reason: "NOTHING_LEFT",
  wanted: null,
  got: null,
  by: [],
  differenceMinor: null,
  customerNeed: null,
  ...said,
});

test.each([
  [{ reason: "BELOW_MIN_SPEND", wanted: "100.00", got: "87.50" }, "₺12,50 more to spend."],
  [
    { reason: "ABOVE_MAX_SPEND", wanted: "1000.00", got: "1200.00" },
    "Only up to ₺1.000,00; this is ₺1.200,00.",
  ],
  [{ reason: "BELOW_MIN_QUANTITY", wanted: "3", got: "2" }, "1 more of its items to add."],
  [{ reason: "BELOW_MIN_QUANTITY", wanted: "3", got: "1" }, "2 more of its items to add."],
  [{ reason: "WRONG_DAY", wanted: "MON, TUE, WED, THU, FRI", got: "SAT" }, "Only on weekdays."],
  [{ reason: "WRONG_DAY", wanted: "SUN, SAT", got: "FRI" }, "Only at weekends."],
  [{ reason: "WRONG_DAY", wanted: "TUE, THU", got: "FRI" }, "Only on Tuesday and Thursday."],
  [{ reason: "OUTSIDE_HOURS", wanted: "15:00-18:00", got: "12:20" }, "From 15:00 to 18:00."],
  [
    { reason: "WRONG_PAYMENT", wanted: "CARD, GIFT_CARD", got: null },
    "Only when paid by card and gift card.",
  ],
  [
    { reason: "NEEDS_CUSTOMER", customerNeed: "firstPurchase" },
    "Only on the first purchase: ask for the customer's card.",
  ],
  [
    { reason: "CUSTOMER_NOT_ELIGIBLE", customerNeed: "firstPurchase", wanted: "1", got: "13" },
    "Only on the first purchase; this is number 13.",
  ],
  [
    { reason: "BETTER_OFFER", by: ["Buy 2 get 1"], differenceMinor: 8400 },
    "With Buy 2 get 1 the basket costs ₺84,00 less.",
  ],
  // A bare last day ends at the next midnight; a wall-clock time is the store's, whatever this machine's zone.
  [{ reason: "ENDED", wanted: "2026-12-01T00:00:00" }, "Ended on 30 Nov 2026."],
  [{ reason: "NOT_STARTED", wanted: "2026-12-01T00:00:00" }, "Starts on 1 Dec 2026."],
  [{ reason: "NOT_STARTED", wanted: "2026-12-01T09:30:00" }, "Starts on 1 Dec 2026, 09:30."],
  [{ reason: "NOT_STARTED", wanted: "2026-11-30T21:00:00Z" }, "Starts on 1 Dec 2026."],
] as const)("%j reads as a person says it", async (said, sentence) => {
  expect(describeReason(why(said), { t: await translatorFor("en"), formats })).toBe(sentence);
});

test("an error that this screen does not know is named, not swallowed", async () => {
  const t = await translatorFor("en");
  const unknown = { type: "UnexpectedFailure" } as unknown as TillError;
  expect(describeError(unknown, { t, formats })).toContain("UnexpectedFailure");
});

test("one try left is said in the singular", async () => {
  const t = await translatorFor("en");
  expect(describeError({ type: "WrongPin", triesLeft: 1 }, { t, formats })).toBe("Wrong PIN. 1 try is left.");
});
