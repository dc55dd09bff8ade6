/**
 * Owns the rules that hold for every terminal, whatever its driver does: no card number passes, a driver that breaks is
 * a time-out, and after a time-out nothing is tried before its outcome is known. Wrap every driver in it.
 * It remembers unknown outcomes only while the program runs; after a restart the caller asks for open references.
 */
import { err, type Result } from "../../domain/result.ts";
import type { CardSlip } from "../../domain/sale/sale.ts";
import type {
  CardApproval,
  CardFailure,
  CardRequest,
  CardTerminal,
  LastTransaction,
} from "./card-terminal.ts";
import { maskCardNumbers } from "./mask-card-numbers.ts";

export const guardTerminal = (driver: CardTerminal): CardTerminal => {
  const unknown = new Set<string>();
  const attempt = async (
    request: CardRequest,
    ask: () => Promise<Result<CardApproval, CardFailure>>,
  ): Promise<Result<CardApproval, CardFailure>> => {
    if (!Number.isSafeInteger(request.amountMinor) || request.amountMinor <= 0) {
      throw new RangeError(`A terminal takes a positive amount, not ${request.amountMinor}`);
    }
    const [open] = unknown;
    if (open !== undefined) {
      return err({ type: "CardOutcomeUnknown", reference: open });
    }
    unknown.add(request.reference);
    const answer = await ask().catch(() =>
      err({ type: "CardTimedOut", reference: request.reference } as const),
    );
    if (answer.ok || answer.error.type !== "CardTimedOut") {
      unknown.delete(request.reference);
    }
    return cleanAnswer(answer, request.reference);
  };
  return {
    name: driver.name,
    pay: (request, signal) => attempt(request, () => driver.pay(request, signal)),
    refund: (request, signal) => attempt(request, () => driver.refund(request, signal)),
    status: () => driver.status(),
    lastTransaction: async (reference) => {
      const answer = await driver
        .lastTransaction(reference)
        .catch((error: unknown) => err({ type: "TerminalUnreachable", detail: String(error) } as const));
      if (!answer.ok) {
        return err({ ...answer.error, detail: maskCardNumbers(answer.error.detail) });
      }
      unknown.delete(reference);
      return { ok: true, value: cleanTransaction(answer.value, reference) };
    },
  };
};

const cleanAnswer = (
  answer: Result<CardApproval, CardFailure>,
  reference: string,
): Result<CardApproval, CardFailure> => {
  if (answer.ok) {
    return { ok: true, value: cleanApproval(answer.value, reference) };
  }
  const failure = answer.error;
  switch (failure.type) {
    case "CardDeclined":
      return err({ ...failure, reason: maskCardNumbers(failure.reason) });
    case "TerminalUnreachable":
      return err({ ...failure, detail: maskCardNumbers(failure.detail) });
    case "CardTimedOut":
    case "CardOutcomeUnknown":
      return err({ type: failure.type, reference });
    case "CardCancelled":
      return err({ type: "CardCancelled" });
  }
};

const cleanTransaction = (transaction: LastTransaction, reference: string): LastTransaction => {
  switch (transaction.type) {
    case "approved":
      return { type: "approved", approval: cleanApproval(transaction.approval, reference) };
    case "notApproved":
      return { type: "notApproved", reason: maskCardNumbers(transaction.reason) };
    case "unknownReference":
      return { type: "unknownReference" };
  }
};

const cleanApproval = ({ slip, amountMinor, currency }: CardApproval, reference: string): CardApproval => ({
  slip: cleanSlip(slip, reference),
  amountMinor,
  currency,
});

/** Only the known fields, masked; the reference is the till's own, whatever the terminal calls it. */
const cleanSlip = (slip: CardSlip, reference: string): CardSlip => ({
  brand: maskCardNumbers(slip.brand),
  last4: slip.last4.normalize("NFKC").replace(/\D/g, "").slice(-4),
  authCode: maskCardNumbers(slip.authCode),
  terminalId: maskCardNumbers(slip.terminalId),
  reference,
});
