/**
 * Owns a card terminal without hardware, for demonstrations and tests. It does what `behaviour` says at each attempt and
 * remembers every outcome by reference, so that asking after a time-out works as with a real one.
 * It moves no money and must never be offered as a real terminal.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import type {
  CardApproval,
  CardFailure,
  CardRequest,
  CardTerminal,
  LastTransaction,
} from "./card-terminal.ts";

/** `timeoutAfterApproval`: the bank said yes and the answer got lost; `timeout`: the bank was never asked. */
export type SimulatedTerminalBehaviour =
  | "approve"
  | "decline"
  | "timeout"
  | "timeoutAfterApproval"
  | "unreachable";

export interface SimulatedTerminalDeps {
  /** Asked at every attempt. */
  readonly behaviour: () => SimulatedTerminalBehaviour;
  /** Waits as long as a customer takes to present a card; ends early, without failing, when the signal says so. */
  readonly presentCard: (signal: AbortSignal) => Promise<void>;
}

export const createSimulatedTerminal = (deps: SimulatedTerminalDeps): CardTerminal => {
  const outcomes = new Map<string, LastTransaction>();
  let busy = false;
  const run = async (
    request: CardRequest,
    signal: AbortSignal,
  ): Promise<Result<CardApproval, CardFailure>> => {
    const known = outcomes.get(request.reference);
    if (known?.type === "approved") {
      return ok(known.approval);
    }
    const behaviour = deps.behaviour();
    if (behaviour === "unreachable") {
      return err({ type: "TerminalUnreachable", detail: "simulated" });
    }
    busy = true;
    await deps.presentCard(signal);
    busy = false;
    if (signal.aborted) {
      outcomes.set(request.reference, { type: "notApproved", reason: "cancelled" });
      return err({ type: "CardCancelled" });
    }
    const approval = approve(request, outcomes.size + 1);
    switch (behaviour) {
      case "approve":
        outcomes.set(request.reference, { type: "approved", approval });
        return ok(approval);
      case "decline":
        outcomes.set(request.reference, { type: "notApproved", reason: DECLINED });
        return err({ type: "CardDeclined", reason: DECLINED });
      case "timeoutAfterApproval":
        outcomes.set(request.reference, { type: "approved", approval });
        return err({ type: "CardTimedOut", reference: request.reference });
      case "timeout":
        return err({ type: "CardTimedOut", reference: request.reference });
    }
  };
  return {
    name: "Simulated terminal",
    pay: run,
    refund: run,
    status: async () =>
      deps.behaviour() === "unreachable"
        ? { reachable: false, detail: "simulated" }
        : { reachable: true, busy },
    lastTransaction: async (reference) =>
      deps.behaviour() === "unreachable"
        ? err({ type: "TerminalUnreachable", detail: "simulated" })
        : ok(outcomes.get(reference) ?? { type: "unknownReference" }),
  };
};

const DECLINED = "The bank declined the card";

/** A slip that looks real; codes count up, so that a day can be replayed. */
const approve = ({ amountMinor, currency, reference }: CardRequest, count: number): CardApproval => ({
  amountMinor,
  currency,
  slip: {
    brand: "VISA",
    last4: "4242",
    authCode: String(count).padStart(6, "0"),
    terminalId: "SIM00001",
    reference,
  },
});
