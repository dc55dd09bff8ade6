/**
 * Owns what a sale or refund does to gift cards and store credit, inside its own transaction and before its record is
 * made: cards that were sold come to life, cards that paid are charged, what was paid with them goes back. A card that
 * cannot give what is asked of it stops the whole, so nothing is spent twice and nothing is half done.
 */
import type { StoredValueRefusal } from "../../../contracts/ipc/stored-value.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { SaleLine, Tender, UnrecordedSale } from "../../../domain/sale/sale.ts";
import { cardSlip } from "../../../domain/stored-value/card-slip.ts";
import { lastFour } from "../../../domain/stored-value/card-code.ts";
import {
  isStoredValue,
  type StoredCard,
  type StoredValueEntryKind,
  type StoredValueMovement,
} from "../../../domain/stored-value/stored-value.ts";
import { cardsBackOf } from "./cards-back.ts";
import { useProblem } from "./find-card.ts";
import { issueCard, newExpiry, printCardSlip, type IssueCardDeps } from "./issue-card.ts";

export interface SettledStoredValue {
  /** The sale's tenders; a new store credit is named in the one that paid it out. */
  readonly tenders: readonly Tender[];
  readonly movements: readonly StoredValueMovement[];
}

export interface SaleToSettle {
  readonly sale: UnrecordedSale;
  readonly seq: number;
  /** Line number to the card that it tops up. */
  readonly topUps: ReadonlyMap<number, string>;
}

export const settleStoredValue = (
  deps: IssueCardDeps,
  toSettle: SaleToSettle,
): Result<SettledStoredValue, StoredValueRefusal> => {
  const movements: StoredValueMovement[] = [];
  for (const line of toSettle.sale.lines.filter(({ kind }) => kind === "giftCard")) {
    const moved =
      line.quantityMilli > 0 ? ok(loadCards(deps, toSettle, line)) : takeCardsBack(deps, toSettle, line);
    if (!moved.ok) {
      return moved;
    }
    movements.push(...moved.value);
  }
  const tenders: Tender[] = [];
  for (const tender of toSettle.sale.tenders) {
    const settled = isStoredValue(tender.type) ? settleTender(deps, toSettle, tender) : null;
    if (settled?.ok === false) {
      return settled;
    }
    tenders.push(settled?.value.tender ?? tender);
    movements.push(...(settled ? [settled.value.movement] : []));
  }
  return ok({ tenders, movements });
};

interface Move {
  readonly kind: StoredValueEntryKind;
  readonly amountMinor: number;
  readonly lineNumber: number | null;
}

const move = (
  deps: IssueCardDeps,
  { sale, seq }: SaleToSettle,
  { card, ...moved }: Move & { readonly card: StoredCard },
): StoredValueMovement => {
  const { cashierId: staffId, reason, atMs } = sale;
  const balanceAfterMinor = deps.storedValue.append({
    ...moved,
    cardId: card.id,
    saleSeq: seq,
    atMs,
    staffId,
    reason,
  });
  return { ...moved, cardId: card.id, cardKind: card.kind, last4: lastFour(card.code), balanceAfterMinor };
};

/** One card for each unit, or what the line costs onto the card that it tops up. */
const loadCards = (
  deps: IssueCardDeps,
  toSettle: SaleToSettle,
  line: SaleLine,
): readonly StoredValueMovement[] => {
  const by = toSettle.sale.cashierId;
  const { lineNumber } = line;
  const topUp = deps.storedValue.findById(toSettle.topUps.get(lineNumber) ?? "");
  if (topUp) {
    deps.storedValue.setExpiry(topUp.id, newExpiry(deps), by);
    return line.totalMinor === 0
      ? []
      : [move(deps, toSettle, { card: topUp, kind: "TOP_UP", amountMinor: line.totalMinor, lineNumber })];
  }
  const worths = line.unitNets.flatMap(({ count, netMinor }) =>
    Array.from({ length: count }, () => netMinor),
  );
  return worths
    .filter((amountMinor) => amountMinor > 0)
    .map((amountMinor) => {
      const card = issueCard(deps, { kind: "GIFT_CARD", customerRef: null, by });
      const issued = move(deps, toSettle, { card, kind: "ISSUED", amountMinor, lineNumber });
      printCardSlip(deps, card, { balanceMinor: issued.balanceAfterMinor, by });
      return issued;
    });
};

const takeCardsBack = (
  deps: IssueCardDeps,
  toSettle: SaleToSettle,
  line: SaleLine,
): Result<readonly StoredValueMovement[], StoredValueRefusal> => {
  const { refunds, lineNumber } = line;
  // Earlier lines have taken theirs: the balances say so.
  const back = cardsBackOf(deps, { refunds, totalMinor: -line.totalMinor }, new Map());
  return back.ok
    ? ok(
        back.value.map(({ card, amountMinor }) =>
          move(deps, toSettle, { card, kind: "RETURNED", amountMinor: -amountMinor, lineNumber }),
        ),
      )
    : back;
};

interface SettledTender {
  readonly tender: Tender;
  readonly movement: StoredValueMovement;
}

const settleTender = (
  deps: IssueCardDeps,
  toSettle: SaleToSettle,
  tender: Tender,
): Result<SettledTender, StoredValueRefusal> => {
  const { amountMinor } = tender;
  const named = deps.storedValue.findById(tender.card?.reference ?? "");
  if (amountMinor < 0) {
    return ok(payBack(deps, toSettle, { tender, named }));
  }
  if (!named) {
    return err({ type: "UnknownGiftCard" });
  }
  const problem = useProblem(named, deps.clock.nowMs());
  if (problem) {
    return err(problem);
  }
  if (named.balanceMinor < amountMinor) {
    return err({ type: "GiftCardTooLow", last4: lastFour(named.code), balanceMinor: named.balanceMinor });
  }
  const redeemed = { card: named, kind: "REDEEMED", amountMinor: -amountMinor, lineNumber: null } as const;
  return ok({ tender, movement: move(deps, toSettle, redeemed) });
};

/** Onto the card that paid, the customer's own credit, or a new slip. Money that came back is good for the usual time. */
const payBack = (
  deps: IssueCardDeps,
  toSettle: SaleToSettle,
  { tender, named }: { readonly tender: Tender; readonly named: StoredCard | null },
): SettledTender => {
  const { customerRef, cashierId: by } = toSettle.sale;
  const own = customerRef === null ? null : deps.storedValue.creditOf(customerRef, deps.clock.nowMs());
  const known = named ?? own;
  const card = known ?? issueCard(deps, { kind: "STORE_CREDIT", customerRef, by });
  if (known) {
    deps.storedValue.setExpiry(card.id, newExpiry(deps), by);
  }
  const kind = known ? "REFUNDED" : "ISSUED";
  const amountMinor = -tender.amountMinor;
  const movement = move(deps, toSettle, { card, kind, amountMinor, lineNumber: null });
  if (!known) {
    printCardSlip(deps, card, { balanceMinor: movement.balanceAfterMinor, by });
  }
  return { tender: { ...tender, type: card.kind, card: cardSlip(card) }, movement };
};
