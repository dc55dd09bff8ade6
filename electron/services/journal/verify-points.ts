/**
 * Owns holding points against the journal and against themselves: every movement that an entry speaks for is in the ledger as it
 * says, and every account is the fold of its movements, with as many points left in its lots.
 */
import type { LoyaltyLedger } from "../../../db/repositories/loyalty-ledger.ts";
import type { JournalEntry, JournalFault } from "../../../domain/journal/journal-entry.ts";
import type { SalePointEntry } from "../../../domain/loyalty/point-entry.ts";

export interface VerifyPointsDeps {
  readonly loyaltyLedger: Pick<LoyaltyLedger, "ofReason" | "firstFault">;
}

/** Movements of a sale are part of its own entry, which is compared elsewhere. */
export const pointsEntryFault = (
  deps: VerifyPointsDeps,
  { type, body, seq }: JournalEntry,
): JournalFault | null => {
  if (type !== "points.changed.v1") {
    return null;
  }
  const told = JSON.parse(body) as Pick<
    SalePointEntry,
    "customerRef" | "reason" | "points" | "balanceAfter" | "type"
  >;
  const stored = deps.loyaltyLedger.ofReason(told.customerRef, told.reason);
  return stored?.points === told.points &&
    stored.balanceAfter === told.balanceAfter &&
    stored.type === told.type
    ? null
    : { type: "PointsDiffer", seq };
};

/** After the last entry. `seq` is the head's. */
export const pointsFault = (deps: VerifyPointsDeps, seq: number): JournalFault | null =>
  deps.loyaltyLedger.firstFault() ? { type: "PointsDiffer", seq } : null;
