/**
 * Owns what a person reads for every error that any call can answer: what happened, what it means, what to do.
 * The table is exhaustive by type: a new error in the contract does not compile until it has a sentence here.
 */
import type { Formats } from "../formatting/formats.ts";
import type { TillError } from "../transport/till-client.ts";
import { couponStatementText } from "./coupon-statement.ts";
import { civilDateText } from "./civil-date-text.ts";
import { describeBackupFault, describeJournalFault, describeMakeBackupError } from "./books-text.ts";
import type { Translate } from "./i18n.ts";
import { permissionText } from "./permission-text.ts";

export interface Wording {
  readonly t: Translate;
  readonly formats: Formats;
}

type ErrorOfType<T extends TillError["type"]> = Extract<TillError, { readonly type: T }>;

type Sentences = {
  readonly [T in TillError["type"]]: (error: ErrorOfType<T>, wording: Wording) => string;
};

const CARD_AND_CASH = {
  NothingToPay: (_, { t }) => t("error.NothingToPay"),
  NothingDue: (_, { t }) => t("error.NothingDue"),
  BelowTotal: ({ dueMinor }, { t, formats }) => t("error.BelowTotal", { due: formats.money(dueMinor) }),
  MoreThanDue: ({ dueMinor }, { t, formats }) => t("error.MoreThanDue", { due: formats.money(dueMinor) }),
  TenderTooLarge: (_, { t }) => t("error.TenderTooLarge"),
  AlreadyMember: (_, { t }) => t("loyalty.error.AlreadyMember"),
  NoLoyaltyProgram: (_, { t }) => t("loyalty.error.NoLoyaltyProgram"),
  NotAMember: (_, { t }) => t("loyalty.error.NotAMember"),
  NoPointsToPay: (_, { t }) => t("loyalty.error.NoPointsToPay"),
  PointsDoNotFit: ({ points }, { t }) => t("loyalty.error.PointsDoNotFit", { count: points }),
  PointsOnIt: (_, { t }) => t("loyalty.error.PointsOnIt"),
  PointsShort: ({ points }, { t }) => t("loyalty.error.PointsShort", { count: points }),
  ProgramValue: ({ field }, { t }) => t("loyalty.error.ProgramValue", { field: t(`loyalty.field.${field}`) }),
  ProgramTier: ({ tier }, { t }) => t("loyalty.error.ProgramTier", { tier }),
  UnknownJob: (_, { t }) => t("jobs.unknown"),
  UnknownTender: (_, { t }) => t("error.UnknownTender"),
  TerminalBusy: (_, { t }) => t("error.TerminalBusy"),
  CardUnresolved: (_, { t }) => t("error.CardUnresolved"),
  CardDeclined: ({ reason }, { t }) => t("error.CardDeclined", { reason }),
  CardTimedOut: (_, { t }) => t("error.CardTimedOut"),
  CardNumberTold: ({ isUndone }, { t }) =>
    t(isUndone ? "error.CardNumberTold_undone" : "error.CardNumberTold_open"),
  CardCancelled: (_, { t }) => t("error.CardCancelled"),
  TerminalUnreachable: (_, { t }) => t("error.TerminalUnreachable"),
  PayOutDue: ({ amountMinor }, { t, formats }) =>
    t("error.PayOutDue", { amount: formats.money(amountMinor) }),
  AlreadyPaidOut: (_, { t }) => t("error.AlreadyPaidOut"),
  OffersChanged: ({ totalMinor }, { t, formats }) =>
    t("error.OffersChanged", { total: formats.money(totalMinor) }),
  ReturnChanged: ({ name, receiptNumber }, { t }) => t("error.ReturnChanged", { name, receiptNumber }),
} satisfies Partial<Sentences>;

const BASKET = {
  UnknownBarcode: ({ code }, { t }) => t("error.UnknownBarcode", { code }),
  UnknownProduct: (_, { t }) => t("error.UnknownProduct"),
  NotForSale: ({ name }, { t }) => t("error.NotForSale", { name }),
  NeedsPrice: ({ name }, { t }) => t("error.NeedsPrice", { name }),
  NeedsWeight: ({ name }, { t }) => t("error.NeedsWeight", { name }),
  UnknownLine: (_, { t }) => t("error.UnknownLine"),
  LineIsVoided: (_, { t }) => t("error.LineIsVoided"),
  WholeUnitsOnly: (_, { t }) => t("error.WholeUnitsOnly"),
  QuantityOutOfRange: ({ maxQuantityMilli }, { t, formats }) =>
    t("error.QuantityOutOfRange", { max: formats.quantity(maxQuantityMilli) }),
  TotalTooLarge: (_, { t }) => t("error.TotalTooLarge"),
  PaymentStarted: (_, { t }) => t("error.PaymentStarted"),
  UnknownCoupon: ({ code }, { t }) => t("error.UnknownCoupon", { code }),
  CouponMistyped: ({ code }, { t }) => t("error.CouponMistyped", { code }),
  CouponBlocked: ({ code }, { t }) => t("error.CouponBlocked", { code }),
  CouponExists: ({ code }, { t }) => t("error.CouponExists", { code }),
  UnknownCampaign: ({ code }, { t }) => t("error.UnknownCampaign", { code }),
  NoOwnValue: (_, { t }) => t("error.NoOwnValue"),
  CouponsBusy: (_, { t }) => t("error.CouponsBusy"),
  CouponsPrinting: (_, { t }) => t("error.CouponsPrinting"),
  NoSuchCoupons: ({ size }, { t, formats }) => t("error.NoSuchCoupons", { size: formats.count(size) }),
  UnknownBatch: (_, { t }) => t("error.UnknownBatch"),
  SignedUnreadable: (_, { t }) => t("signed.error.SignedUnreadable"),
  SignedByStranger: ({ keyId }, { t }) => t("signed.error.SignedByStranger", { key: keyId }),
  SignedTampered: (_, { t }) => t("signed.error.SignedTampered"),
  SignedForOtherStore: ({ store }, { t }) => t("signed.error.SignedForOtherStore", { store }),
  NotSigned: (_, { t }) => t("signed.error.NotSigned"),
  NoCouponKey: (_, { t }) => t("signed.error.NoCouponKey"),
  NotACouponKey: (_, { t }) => t("signed.error.NotACouponKey"),
  CouponOfAnother: ({ code }, { t }) => t("participation.error.CouponOfAnother", { code }),
  CouponNotGiveable: ({ code, state }, { t }) =>
    t("participation.error.CouponNotGiveable", { code, state: t(`coupons.state_${state}`) }),
  AlreadyJoined: ({ label }, { t }) => t("participation.error.AlreadyJoined", { label }),
  CampaignNotOpen: ({ label, barrier }, { t }) => t(`participation.barrier.${barrier}`, { label }),
  NotJoined: (_, { t }) => t("participation.error.NotJoined"),
  ParticipationRedeemed: (_, { t }) => t("participation.error.ParticipationRedeemed"),
  UnknownSegment: (_, { t }) => t("error.UnknownSegment"),
  NoBasket: (_, { t }) => t("error.NoBasket"),
  UnknownBasket: (_, { t }) => t("error.UnknownBasket"),
  BasketInUse: (_, { t }) => t("error.BasketInUse"),
  DepositFollowsItem: (_, { t }) => t("error.DepositFollowsItem"),
  DepositHasNoPrice: ({ name }, { t }) => t("error.DepositHasNoPrice", { name }),
  NotDiscountable: (_, { t }) => t("error.NotDiscountable"),
  NeedsAgeCheck: ({ name, minAge }, { t }) => t("error.NeedsAgeCheck", { name, age: minAge }),
  TooYoung: ({ minAge }, { t }) => t("error.TooYoung", { age: minAge }),
  ImpossibleDate: (_, { t }) => t("error.ImpossibleDate"),
  OverQuantityLimit: ({ name, maxPerSaleMilli, inBasketMilli }, { t, formats }) =>
    t("error.OverQuantityLimit", {
      name,
      max: formats.quantity(maxPerSaleMilli),
      quantity: formats.quantity(inBasketMilli),
    }),
  PriceOutOfRange: ({ minMinor, maxMinor }, { t, formats }) =>
    t("error.PriceOutOfRange", { min: formats.money(minMinor), max: formats.money(maxMinor) }),
} satisfies Partial<Sentences>;

const RECEIPTS_AND_DEVICES = {
  UnknownReceipt: ({ receiptNumber }, { t }) => t("error.UnknownReceipt", { receiptNumber }),
  IsARefund: ({ receiptNumber }, { t }) => t("error.IsARefund", { receiptNumber }),
  UnknownSaleLine: ({ lineNumber }, { t }) => t("error.UnknownSaleLine", { line: lineNumber }),
  MoreThanSold: ({ lineNumber, refundableMilli }, { t, formats }) =>
    t("error.MoreThanSold", { line: lineNumber, quantity: formats.quantity(refundableMilli) }),
  WasReturned: ({ lineNumber }, { t }) => t("error.WasReturned", { line: lineNumber }),
  OtherPriceBasis: ({ receiptNumber }, { t }) => t("error.OtherPriceBasis", { receiptNumber }),
  AboveLowestPrice: ({ name, lowestMinor, days }, { t, formats }) =>
    t("error.AboveLowestPrice", { name, price: formats.money(lowestMinor), days }),
  NotTheLastSale: ({ receiptNumber }, { t }) => t("error.NotTheLastSale", { receiptNumber }),
  IsAnExchange: ({ receiptNumber }, { t }) => t("error.IsAnExchange", { receiptNumber }),
  NothingSelected: (_, { t }) => t("error.NothingSelected"),
  ReasonMissing: (_, { t }) => t("error.ReasonMissing"),
  NotSimulated: (_, { t }) => t("error.NotSimulated"),
  TerminalIsFixed: (_, { t }) => t("error.TerminalIsFixed"),
  BadTerminalAddress: ({ address }, { t }) => t("error.BadTerminalAddress", { address }),
  CardPaymentOpen: (_, { t }) => t("error.CardPaymentOpen"),
  PrinterIsFixed: (_, { t }) => t("error.PrinterIsFixed"),
  BadPrinterAddress: ({ address }, { t }) => t("error.BadPrinterAddress", { address }),
  UnknownPrinterProfile: ({ profile }, { t }) => t("error.UnknownPrinterProfile", { profile }),
  UnknownPrintJob: (_, { t }) => t("error.UnknownPrintJob"),
  NotFailed: (_, { t }) => t("error.NotFailed"),
} satisfies Partial<Sentences>;

const SHIFTS = {
  NoShiftOpen: (_, { t }) => t("error.NoShiftOpen"),
  ShiftAlreadyOpen: (_, { t }) => t("error.ShiftAlreadyOpen"),
  UnknownShift: (_, { t }) => t("error.UnknownShift"),
  ShiftAlreadyClosed: ({ zNumber }, { t }) => t("error.ShiftAlreadyClosed", { number: zNumber }),
  UnknownDenomination: ({ valueMinor }, { t, formats }) =>
    t("error.UnknownDenomination", { value: formats.money(valueMinor) }),
  RecountUsed: (_, { t }) => t("error.RecountUsed"),
  NotCounted: (_, { t }) => t("error.NotCounted"),
  CountOutdated: (_, { t }) => t("error.CountOutdated"),
  CountOpen: (_, { t }) => t("error.CountOpen"),
  UnknownZReport: ({ number }, { t }) => t("error.UnknownZReport", { number }),
} satisfies Partial<Sentences>;

const BOOKS = {
  NoSuchFolder: describeMakeBackupError,
  FolderNotWritable: describeMakeBackupError,
  FolderFull: describeMakeBackupError,
  BackupNotWhole: describeMakeBackupError,
  NoSuchFile: describeBackupFault,
  UnreadableFile: describeBackupFault,
  NotABackup: describeBackupFault,
  DamagedBackup: describeBackupFault,
  NewerBackup: describeBackupFault,
  OtherVersion: describeBackupFault,
  BackupJournalBroken: describeBackupFault,
  OtherTill: ({ found, ours }, { t }) => t("error.OtherTill", { found, ours }),
  NoRoomToRestore: ({ neededBytes, freeBytes }, { t, formats }) =>
    t("error.NoRoomToRestore", {
      needed: formats.megabytes(neededBytes),
      free: formats.megabytes(freeBytes),
    }),
  NotRehearsed: (_, { t }) => t("error.NotRehearsed"),
  WrongConfirmation: ({ till }, { t }) => t("error.WrongConfirmation", { till }),
  RestartNeeded: (_, { t }) => t("error.RestartNeeded"),
  BooksBusy: (_, { t }) => t("error.BooksBusy"),
  JournalBroken: ({ fault }, wording) =>
    wording.t("error.JournalBroken", { fault: describeJournalFault(fault, wording) }),
} satisfies Partial<Sentences>;

const CUSTOMERS = {
  SameCustomer: (_, { t }) => t("customer.error.SameCustomer"),
  UnknownCard: (_, { t }) => t("customer.error.UnknownCard"),
  UnknownCustomer: (_, { t }) => t("customer.error.UnknownCustomer"),
  CardBlocked: ({ number }, { t }) => t("customer.error.CardBlocked", { number }),
  OtherProgramCard: ({ program }, { t }) => t("customer.error.OtherProgramCard", { program }),
  CardMisread: (_, { t }) => t("customer.error.CardMisread"),
  CardNotHandedOut: ({ number }, { t }) => t("customer.error.CardNotHandedOut", { number }),
  CardTaken: ({ number }, { t }) => t("customer.error.CardTaken", { number }),
  CardFormatUnsound: ({ prefix }, { t }) => t("customer.error.CardFormatUnsound", { prefix }),
  NoOwnCardFormat: (_, { t }) => t("customer.error.NoOwnCardFormat"),
  ConsentTextMissing: (_, { t }) => t("customer.error.ConsentTextMissing"),
  NotACard: ({ number }, { t }) => t("customer.error.NotACard", { number }),
  MaybeKnown: (_, { t }) => t("customer.error.MaybeKnown"),
  NobodyNamed: (_, { t }) => t("customer.error.NobodyNamed"),
  NotAPhoneNumber: (_, { t }) => t("customer.error.NotAPhoneNumber"),
  NotAnEmail: (_, { t }) => t("customer.error.NotAnEmail"),
  NotABirthday: (_, { t }) => t("customer.error.NotABirthday"),
} satisfies Partial<Sentences>;

const BAR_CODES = {
  CodeUnreadable: ({ code, problem }, { t }) =>
    t("barcodes.error.CodeUnreadable", { code, problem: t(`barcodes.problem.${problem}`) }),
  UnknownOwnCode: ({ code, kind }, { t }) =>
    t("barcodes.error.UnknownOwnCode", { code, kind: t(`barcodes.${kind}`) }),
  StatedCouponRefused: ({ problem, states }, wording) => {
    const { name } = states;
    const said = couponStatementText(states, wording) || wording.t("barcodes.stated.nothing");
    return wording.t(`barcodes.stated.${problem}`, { name, said });
  },
  Expired: ({ name, expiredOn }, { t, formats }) =>
    t("barcodes.error.Expired", { name, date: civilDateText(expiredOn, formats) }),
  BadLayout: ({ layout, problem }, { t }) =>
    t("barcodes.error.BadLayout", { layout, problem: t(`barcodes.layoutProblem.${problem}`) }),
  CodeTooLong: (_, { t }) => t("barcodes.error.TooLong"),
  AlreadyScanned: (_, { t }) => t("serial.error.AlreadyScanned"),
  ScaleNotReady: (_, { t }) => t("serial.error.ScaleNotReady"),
} satisfies Partial<Sentences>;

const STORED_VALUE = {
  GiftCardMisread: (_, { t }) => t("giftCard.error.GiftCardMisread"),
  UnknownGiftCard: (_, { t }) => t("giftCard.error.UnknownGiftCard"),
  GiftCardBlocked: ({ last4, reason }, { t }) => t("giftCard.error.GiftCardBlocked", { last4, reason }),
  GiftCardExpired: ({ last4, expiresAtMs }, { t, formats }) =>
    t("giftCard.error.GiftCardExpired", { last4, date: formats.date(expiresAtMs - 1) }),
  GiftCardEmpty: ({ last4 }, { t }) => t("giftCard.error.GiftCardEmpty", { last4 }),
  GiftCardTooLow: ({ last4, balanceMinor }, { t, formats }) =>
    t("giftCard.error.GiftCardTooLow", { last4, balance: formats.money(balanceMinor) }),
  GiftCardSpent: ({ last4 }, { t }) => t("giftCard.error.GiftCardSpent", { last4 }),
  GiftCardNeedsReceipt: (_, { t }) => t("giftCard.error.GiftCardNeedsReceipt"),
  GiftCardNotForGiftCard: (_, { t }) => t("giftCard.error.GiftCardNotForGiftCard"),
  NothingChanged: (_, { t }) => t("giftCard.error.NothingChanged"),
} satisfies Partial<Sentences>;

const MEMBERSHIPS = {
  UnknownPlan: (_, { t }) => t("membership.error.UnknownPlan"),
  UnknownMembership: (_, { t }) => t("membership.error.UnknownMembership"),
  MembershipNotActive: (_, { t }) => t("membership.error.MembershipNotActive"),
  PlanCodeTaken: ({ code }, { t }) => t("membership.error.PlanCodeTaken", { code }),
  UnknownMembershipCoupon: ({ code }, { t }) => t("membership.error.UnknownMembershipCoupon", { code }),
  MembershipCouponEnded: ({ code, day }, { t, formats }) =>
    t("membership.error.MembershipCouponEnded", { code, date: civilDateText(day, formats) }),
  MembershipCouponGone: ({ code }, { t }) => t("membership.error.MembershipCouponGone", { code }),
  MembershipCouponUsed: ({ code }, { t }) => t("membership.error.MembershipCouponUsed", { code }),
  MembershipCouponPeriods: (_, { t }) => t("membership.error.MembershipCouponPeriods"),
  MembershipNeedsCustomer: (_, { t }) => t("membership.error.MembershipNeedsCustomer"),
  MembershipChanged: ({ name }, { t }) => t("membership.error.MembershipChanged", { name }),
  MembershipOnce: ({ name }, { t }) => t("membership.error.MembershipOnce", { name }),
  MembershipNeedsReceipt: ({ name }, { t }) => t("membership.error.MembershipNeedsReceipt", { name }),
} satisfies Partial<Sentences>;

const REFERRALS = {
  ReferralMistyped: (_, { t }) => t("referral.error.ReferralMistyped"),
  UnknownReferralCode: (_, { t }) => t("referral.error.UnknownReferralCode"),
  ReferralsOff: (_, { t }) => t("referral.error.ReferralsOff"),
  OwnReferralCode: (_, { t }) => t("referral.error.OwnReferralCode"),
  AlreadyReferred: (_, { t }) => t("referral.error.AlreadyReferred"),
  ReferralNotNew: ({ purchases }, { t }) => t("referral.error.ReferralNotNew", { count: purchases }),
  ReferralCircle: (_, { t }) => t("referral.error.ReferralCircle"),
  ReferralLimit: ({ most }, { t }) => t("referral.error.ReferralLimit", { count: most }),
  ReferralNeedsCustomer: (_, { t }) => t("referral.error.ReferralNeedsCustomer"),
  NoReward: (_, { t }) => t("referral.error.NoReward"),
} satisfies Partial<Sentences>;

const SENTENCES: Sentences = {
  ...REFERRALS,
  ...MEMBERSHIPS,
  ...BAR_CODES,
  ...STORED_VALUE,
  ...CARD_AND_CASH,
  ...BASKET,
  ...RECEIPTS_AND_DEVICES,
  ...SHIFTS,
  ...BOOKS,
  ...CUSTOMERS,
  WrongPin: ({ triesLeft }, { t }) => t("error.WrongPin", { count: triesLeft }),
  LockedOut: ({ untilMs }, { t, formats }) => t("error.LockedOut", { time: formats.clock(untilMs) }),
  InvalidPayload: ({ problems }, { t }) => t("error.InvalidPayload", { problems: problems.join("; ") }),
  UnknownProcedure: ({ procedure }, { t }) => t("error.UnknownProcedure", { procedure }),
  NotSignedIn: (_, { t }) => t("error.NotSignedIn"),
  UnknownBadge: ({ triesLeft }, { t }) => t("error.UnknownBadge", { count: triesLeft }),
  NeedsApproval: (_, { t }) => t("error.NeedsApproval"),
  UnknownStaff: (_, { t }) => t("error.UnknownStaff"),
  UnknownRole: (_, { t }) => t("error.UnknownRole"),
  PinTooEasy: (_, { t }) => t("error.PinTooEasy"),
  PinTaken: (_, { t }) => t("error.PinTaken"),
  OwnRole: (_, { t }) => t("error.OwnRole"),
  BeyondOwnRights: (_, { t }) => t("error.BeyondOwnRights"),
  LastManager: (_, { t }) => t("error.LastManager"),
  NoPriceLeft: (_, { t }) => t("error.NoPriceLeft"),
  BadLogo: ({ problem }, { t }) => t(`receiptLogo.bad_${problem}`),
  RoleNameTaken: (_, { t }) => t("error.RoleNameTaken"),
  RoleOfProgram: (_, { t }) => t("error.RoleOfProgram"),
  RoleInUse: ({ count }, { t }) => t("error.RoleInUse", { count }),
  UnsoundRight: (_, { t }) => t("error.UnsoundRight"),
  ApprovalGone: (_, { t }) => t("error.ApprovalGone"),
  SamePerson: (_, { t }) => t("error.SamePerson"),
  NotAllowed: ({ permission, approverName }, { t }) => {
    const act = permissionText(permission, t);
    return approverName === null
      ? t("error.NotAllowed", { act })
      : t("error.NotAllowedApprover", { act, name: approverName });
  },
  StorageFailed: ({ cause }, { t }) => t(`error.storage.${cause}`),
  Internal: ({ reference }, { t }) => t("error.Internal", { reference }),
  TillAway: ({ sent }, { t }) => (sent ? t("error.TillAwaySent") : t("error.TillAway")),
};

export const describeError = (error: TillError, wording: Wording): string => {
  const sentence = SENTENCES[error.type] as ((error: TillError, wording: Wording) => string) | undefined;
  // A newer main may know an error that this screen does not: say what it is called rather than nothing.
  return sentence?.(error, wording) ?? wording.t("error.Internal", { reference: error.type });
};
