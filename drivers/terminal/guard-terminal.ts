/**
 * Owns the rules that hold for every terminal, whatever its driver does: no card number passes, a payment that was
 * approved with one is refused as "leaked", a driver that breaks is a time-out, and after a time-out nothing is tried before its outcome is known. Wrap every driver in it.
 * It remembers unknown outcomes only while the program runs; after a restart the caller asks for open references.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import type { CardSlip } from "../../domain/sale/sale.ts";
import type {
  CardApproval,
  CardFailure,
  CardRequest,
  CardTerminal,
  GuardedTerminal,
  LeakedApproval,
} from "./card-terminal.ts";
import { maskCardNumbers, tellsCardNumber } from "./mask-card-numbers.ts";

type Attempt = () => Promise<Result<CardApproval, CardFailure>>;

/** What is not known yet of this driver's attempts, and asking about it. */
const createUnknown = (driver: CardTerminal) => {
  const unknown = new Set<string>();
  const ask: CardTerminal["lastTransaction"] = (reference) =>
    driver
      .lastTransaction(reference)
      .catch((error: unknown) => err({ type: "unreachable", detail: String(error) } as const));
  /**
   * Settles what can be settled by asking: an attempt that charged nothing needs nobody, and the attempt that is being
   * repeated gets its approval. Any other that charged, or may have, stands in the way until its owner asks.
   */
  const settle = async (repeated: string): Promise<Result<CardApproval | null, CardFailure>> => {
    let approval: CardApproval | null = null;
    for (const reference of unknown) {
      const answer = await ask(reference);
      if (reference === repeated && !answer.ok && answer.error.type === "leaked") {
        unknown.delete(reference);
        return err(cleanLeak(answer.error, reference));
      }
      if (!answer.ok || (answer.value !== null && reference !== repeated)) {
        return err({ type: "timeout", reference });
      }
      unknown.delete(reference);
      approval ??= answer.value;
    }
    return approval === null ? ok(null) : accepted(approval, repeated);
  };
  return { unknown, ask, settle };
};

export const guardTerminal = (driver: CardTerminal): GuardedTerminal => {
  const { unknown, ask, settle } = createUnknown(driver);
  const attempt = async (request: CardRequest, run: Attempt): Promise<Result<CardApproval, CardFailure>> => {
    if (!Number.isSafeInteger(request.amountMinor) || request.amountMinor <= 0) {
      throw new RangeError(`A terminal takes a positive amount, not ${request.amountMinor}`);
    }
    const { reference } = request;
    const settled = await settle(reference);
    if (!settled.ok) {
      return settled;
    }
    if (settled.value !== null) {
      return ok(settled.value);
    }
    unknown.add(reference);
    const answer = await run().catch(() => err({ type: "timeout", reference } as const));
    if (answer.ok || answer.error.type !== "timeout") {
      unknown.delete(reference);
    }
    return answer.ok ? accepted(answer.value, reference) : err(cleanFailure(answer.error, reference));
  };
  return {
    get name() {
      return driver.name;
    },
    pay: (request, signal) => attempt(request, () => driver.pay(request, signal)),
    refund: async (request) => {
      const answer = await attempt(request, () => driver.refund(request));
      if (answer.ok) {
        return answer;
      }
      return answer.error.type === "leaked" ? ok(answer.error.slip) : err(answer.error);
    },
    status: async () => {
      const status = await driver.status();
      return status.reachable ? status : { ...status, detail: maskCardNumbers(status.detail) };
    },
    lastTransaction: async (reference) => {
      const answer = await ask(reference);
      if (answer.ok) {
        unknown.delete(reference);
        return answer.value === null ? ok(null) : accepted(answer.value, reference);
      }
      const { error } = answer;
      if (error.type === "unreachable") {
        return err({ ...error, detail: maskCardNumbers(error.detail) });
      }
      unknown.delete(reference);
      return err(cleanLeak(error, reference));
    },
  };
};

const cleanFailure = (failure: CardFailure, reference: string): CardFailure => {
  switch (failure.type) {
    case "declined":
      return { type: "declined", reason: maskCardNumbers(failure.reason) };
    case "unreachable":
      return { type: "unreachable", detail: maskCardNumbers(failure.detail) };
    case "timeout":
      return { type: "timeout", reference };
    case "cancelled":
      return { type: "cancelled" };
    case "leaked":
      return cleanLeak(failure, reference);
  }
};

const cleanLeak = ({ slip }: LeakedApproval, reference: string): LeakedApproval => ({
  type: "leaked",
  slip: cleanSlip(slip, reference),
});

/** An approval, unless a card number stands in it. */
const accepted = (slip: CardSlip, reference: string): Result<CardSlip, LeakedApproval> => {
  const { brand, last4, authCode, terminalId } = slip;
  const clean = cleanSlip(slip, reference);
  return [brand, last4, authCode, terminalId].some(tellsCardNumber)
    ? err({ type: "leaked", slip: clean })
    : ok(clean);
};

/** Only the known fields, masked; the reference is the till's own, whatever the terminal calls it. */
const cleanSlip = (slip: CardSlip, reference: string): CardSlip => ({
  brand: maskCardNumbers(slip.brand),
  last4: slip.last4.normalize("NFKC").replace(/\D/g, "").slice(-4),
  authCode: maskCardNumbers(slip.authCode),
  terminalId: maskCardNumbers(slip.terminalId),
  reference,
});
