/**
 * Owns a card terminal that is not there: approves, declines or keeps silent as it is told, and remembers what it
 * charged, so that a till can be tried and tested to the last failure. Remembers nothing after the program ends.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import type { CardSlip } from "../../domain/sale/sale.ts";
import { cardSlip } from "./card-slip.ts";
import type { CardFailure, CardRequest, CardTerminal } from "./card-terminal.ts";

/** `timeout` keeps silent; the card is not charged. */
export type SimulatedTerminalBehaviour = "approve" | "decline" | "timeout";

export interface SimulatedTerminalOptions {
  /** Asked at each payment. */
  readonly behaviour: () => SimulatedTerminalBehaviour;
  /** How long a customer takes to present the card; default at once. */
  readonly cardTakesMs?: number;
}

export const createSimulatedTerminal = (options: SimulatedTerminalOptions): CardTerminal => {
  const charged = new Map<string, CardSlip>();
  const answer = (request: CardRequest): Result<CardSlip, CardFailure> => {
    switch (options.behaviour()) {
      case "approve": {
        const slip = slipFor(request.reference, charged.size + 1);
        charged.set(request.reference, slip);
        return ok(slip);
      }
      case "decline":
        return err({ type: "declined", reason: "Insufficient funds" });
      case "timeout":
        return err({ type: "timeout" });
    }
  };
  return {
    pay: async (request, signal) => {
      const known = charged.get(request.reference);
      if (known) {
        return ok(known);
      }
      await presentCard(options.cardTakesMs ?? 0, signal);
      return signal.aborted ? err({ type: "cancelled" }) : answer(request);
    },
    refund: async (request) => answer(request),
    lastTransaction: async (reference) => ok(charged.get(reference) ?? null),
  };
};

/** Resolves when the card was presented or the till asked to stop. */
const presentCard = (takesMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (takesMs === 0 || signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, takesMs);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

const slipFor = (reference: string, count: number): CardSlip =>
  cardSlip({
    brand: "VISA",
    last4: "4242",
    authCode: String(count).padStart(6, "0"),
    terminalId: "SIM-1",
    reference,
  });
