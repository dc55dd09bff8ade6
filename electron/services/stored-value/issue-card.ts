/**
 * Owns making a new gift card or store credit, and the slip that carries its code to the customer: the only paper on
 * which the whole code stands. Called inside the transaction of the sale or refund that pays for it.
 */
import { buildStoredValueSlip } from "../../../domain/receipt/build-stored-value-slip.ts";
import { CODE_RANDOM_DIGITS, cardCode } from "../../../domain/stored-value/card-code.ts";
import type { StoredCard, StoredValueKind } from "../../../domain/stored-value/stored-value.ts";
import { addMonths } from "../../../domain/time/add-months.ts";
import { addDays } from "../../../domain/time/civil-date.ts";
import { instantOf, wallClockAt } from "../../../domain/time/zoned-time.ts";
import type {
  ClockDep,
  IdsDep,
  PrintingDep,
  PrintJobsDep,
  ProfileDep,
  SettingsDep,
  StoredValueDep,
} from "../deps.ts";
import { queueDocument } from "../printing/queue-documents.ts";
import { validMonths } from "./card-validity.ts";

export type IssueCardDeps = StoredValueDep &
  IdsDep &
  ClockDep &
  ProfileDep &
  PrintJobsDep &
  PrintingDep &
  SettingsDep;

/** Counted from the last time that money came onto it, to the end of the day in the store's zone. */
export const newExpiry = (deps: ClockDep & ProfileDep & SettingsDep): number => {
  const { timezone } = deps.profile;
  const { date } = wallClockAt(deps.clock.nowMs(), timezone);
  return instantOf({ date: addDays(addMonths(date, validMonths(deps)), 1), secondOfDay: 0 }, timezone);
};

export const issueCard = (
  deps: IssueCardDeps,
  card: { readonly kind: StoredValueKind; readonly customerRef: string | null; readonly by: number },
): StoredCard => {
  const fresh = {
    id: deps.ids.next(),
    kind: card.kind,
    code: cardCode(card.kind, deps.randomDigits(CODE_RANDOM_DIGITS)),
    customerRef: card.customerRef,
    currency: deps.profile.currency,
    expiresAtMs: newExpiry(deps),
    createdAtMs: deps.clock.nowMs(),
  };
  deps.storedValue.create(fresh, card.by);
  return { ...fresh, balanceMinor: 0, blockedReason: null };
};

/** After the money is on it. `by`: who hands it over. */
export const printCardSlip = (
  deps: IssueCardDeps,
  card: StoredCard,
  { balanceMinor, by }: { readonly balanceMinor: number; readonly by: number },
): void => {
  queueDocument(deps, {
    kind: "slip",
    document: buildStoredValueSlip({ ...card, balanceMinor }, deps.profile),
    opensDrawer: false,
    readers: { needs: "giftcard:read", ownStaffId: by },
  });
};
