/**
 * Owns undoing card payments whose sale never came to be: one that a person gave up while its outcome was unknown, and
 * one that the terminal approved after everybody had stopped waiting. The terminal is asked until it says what became of
 * each; a card that was charged gets its money back, and the audit log says so.
 */
import { allOrNothing } from "../../../db/in-transaction.ts";
import type { GivenUpPayment } from "../../../db/repositories/card-reversals.ts";
import type { LateApproval } from "../../../drivers/terminal/tcp-terminal.ts";
import type { AuditDep, CardReversalsDep, DbDep, ProfileDep, SessionDep, TerminalDep } from "../deps.ts";
import { NO_PERSON } from "../session/audit-actor.ts";
import type { CardPayments } from "./pay-card.ts";

export type CardReversalDeps = AuditDep & CardReversalsDep & DbDep & ProfileDep & TerminalDep;

/** Asks about all that are open. What the terminal cannot say yet stays open. */
export const reverseGivenUp = async (deps: CardReversalDeps): Promise<void> => {
  for (const payment of deps.cardReversals.open()) {
    const found = await deps.terminal.lastTransaction(payment.reference);
    if (!found.ok && found.error.type !== "leaked") {
      // It would say the same of the next, and each asking takes its time.
      return;
    }
    if (found.ok && found.value === null) {
      deps.cardReversals.end(payment.reference);
    } else if (!(await isReversed(deps, payment))) {
      return;
    }
  }
};

const isReversed = async (deps: CardReversalDeps, payment: GivenUpPayment): Promise<boolean> => {
  const { reference, amountMinor } = payment;
  const answer = await deps.terminal.refund(reversalOf(deps, payment));
  if (!answer.ok) {
    return false;
  }
  allOrNothing(deps.db, () => {
    deps.audit.append({
      ...NO_PERSON,
      action: "tender.reversed",
      subject: `card payment ${reference}`,
      before: null,
      after: { amountMinor },
      reason: null,
    });
    deps.cardReversals.end(reference);
  });
  return true;
};

/** The same name each time, so that a reversal whose answer got lost is not made twice. */
export const reversalOf = ({ profile }: ProfileDep, { reference, amountMinor }: GivenUpPayment) => ({
  amountMinor,
  currency: profile.currency,
  reference: `${reference}-back`,
  reverses: reference,
});

/** In a quiet moment of the terminal; one that is at work is asked later. */
export const reverseInBackground = (deps: CardReversalDeps): Promise<void> =>
  deps.cardReversals.count() === 0
    ? Promise.resolve()
    : deps.terminalTurn.background(() => reverseGivenUp(deps));

/** An approval that nobody waits for: it pays the basket that still has it, or goes back. */
export const takeLateApproval = async (
  deps: CardReversalDeps & SessionDep & { readonly cardPayments: CardPayments },
  late: LateApproval,
): Promise<void> => {
  const tenders = deps.basketSession.current()?.tenders ?? [];
  if (tenders.some(({ reference, state }) => reference === late.reference && state === "pending")) {
    await deps.cardPayments.settle();
    return;
  }
  deps.cardReversals.begin(late);
  await reverseInBackground(deps);
};
