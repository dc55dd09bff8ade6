/**
 * Owns holding the drawer's ledger and the Z reports against the journal, entry by entry. Both were written in the same
 * transactions, so the ledger is read along in its own order: the rows that an entry speaks for come next, and no others.
 */
import type { CashMovementRepository } from "../../../db/repositories/cash-movements.ts";
import type { ZReportRepository } from "../../../db/repositories/z-reports.ts";
import { saleCashKind, type CashMovement } from "../../../domain/cash/cash-movement.ts";
import { canonicalJson } from "../../../domain/journal/canonical-json.ts";
import type { JournalEntry, JournalFault } from "../../../domain/journal/journal-entry.ts";
import { seqOfReceiptNumber } from "../../../domain/sale/receipt-number.ts";
import type { TenderType } from "../../../domain/sale/sale.ts";
import { shiftClosedBody } from "./shift-journal-body.ts";

export interface VerifyDrawerDeps {
  readonly cashMovements: Pick<CashMovementRepository, "page">;
  readonly zReports: Pick<ZReportRepository, "find" | "count">;
}

export interface DrawerCheck {
  readonly entry: (entry: JournalEntry) => JournalFault | null;
  /** After the last entry: nothing may be left over. `seq` is the head's. */
  readonly end: (seq: number) => JournalFault | null;
}

type Movement = Omit<CashMovement, "id">;

const PAGE = 500;

export const createDrawerCheck = (deps: VerifyDrawerDeps): DrawerCheck => {
  const nextMovement = readMovements(deps);
  /** Taken for a part payment and not given back: its sale's entry moves no cash again. */
  const held = new Map<string, number>();
  let zCount = 0;
  let zNumber = 0;
  const zFault = ({ seq, body }: JournalEntry): JournalFault | null => {
    zCount += 1;
    zNumber += 1;
    return storedZ(deps, zNumber) === body ? null : { type: "ZDiffers", seq, number: zNumber };
  };
  return {
    entry: (entry) => {
      if (entry.type === "shift.closed.v1") {
        return zFault(entry);
      }
      if (entry.type === "till.restored.v1") {
        const { numbers } = JSON.parse(entry.body) as { readonly numbers: { readonly zReport: number } };
        zNumber = Math.max(zNumber, numbers.zReport);
      }
      for (const expected of movementsOf(entry, held)) {
        const stored = nextMovement();
        if (!stored || !isSame(stored, expected)) {
          return { type: "CashDiffers", seq: entry.seq };
        }
      }
      return null;
    },
    end: (seq) => {
      if (nextMovement()) {
        return { type: "CashWithoutEntry", seq };
      }
      const stored = deps.zReports.count();
      return stored === zCount ? null : { type: "ZWithoutEntry", seq, stored, journalled: zCount };
    },
  };
};

const readMovements = (deps: VerifyDrawerDeps): (() => CashMovement | null) => {
  let page: readonly CashMovement[] = [];
  let at = 0;
  let lastId = 0;
  return () => {
    if (at === page.length) {
      page = deps.cashMovements.page({ id: lastId, limit: PAGE });
      at = 0;
    }
    const next = page[at] ?? null;
    at += next ? 1 : 0;
    lastId = next?.id ?? lastId;
    return next;
  };
};

/** What the journal would say of the Z as it is stored now; null without it or where its JSON is broken. */
const storedZ = (deps: VerifyDrawerDeps, number: number): string | null => {
  try {
    const report = deps.zReports.find(number);
    return report && canonicalJson(shiftClosedBody(report));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) {
      return null;
    }
    throw error;
  }
};

interface SaleBody {
  readonly atMs: number;
  readonly receiptNumber: string;
  readonly shiftId: number | null;
  readonly staffId: number;
  readonly tenders: readonly {
    readonly id: string;
    readonly type: TenderType;
    readonly amountMinor: number;
  }[];
}

interface OpenedBody {
  readonly shiftId: number;
  readonly atMs: number;
  readonly staffId: number;
  readonly floatMinor: number;
}

/** The rows that an entry speaks for, in their order. Bodies are what this program wrote: their hash was checked. */
const movementsOf = (entry: JournalEntry, held: Map<string, number>): readonly Movement[] => {
  const none = { saleSeq: null, reason: null, tenderId: null };
  switch (entry.type) {
    case "shift.opened.v1": {
      const { floatMinor, shiftId, atMs, staffId } = JSON.parse(entry.body) as OpenedBody;
      return [{ ...none, shiftId, atMs, staffId, kind: "float", amountMinor: floatMinor }];
    }
    case "cash.moved.v1": {
      const moved = { ...none, ...(JSON.parse(entry.body) as Movement) };
      if (moved.tenderId !== null) {
        held.set(moved.tenderId, (held.get(moved.tenderId) ?? 0) + moved.amountMinor);
      }
      return [moved];
    }
    case "sale.completed.v1":
    case "refund.completed.v1": {
      const { atMs, shiftId, staffId, ...sale } = JSON.parse(entry.body) as SaleBody;
      const saleSeq = seqOfReceiptNumber(sale.receiptNumber);
      return sale.tenders
        .filter(({ id, type }) => type === "CASH" && !takeHeld(held, id))
        .map(({ amountMinor }) => ({
          ...none,
          shiftId,
          atMs,
          staffId,
          kind: saleCashKind(amountMinor),
          amountMinor,
          saleSeq,
        }));
    }
    default:
      return [];
  }
};

const takeHeld = (held: Map<string, number>, tenderId: string): boolean => {
  const isHeld = (held.get(tenderId) ?? 0) !== 0;
  held.delete(tenderId);
  return isHeld;
};

const isSame = (stored: Movement, expected: Movement): boolean =>
  FIELDS.every((field) => stored[field] === expected[field]);

const FIELDS = [
  "shiftId",
  "atMs",
  "kind",
  "amountMinor",
  "saleSeq",
  "staffId",
  "reason",
  "tenderId",
] as const satisfies readonly (keyof Movement)[];
