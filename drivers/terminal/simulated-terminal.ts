/**
 * Owns a card terminal without hardware, for demonstrations and tests. It does what `behaviour` says at each attempt and
 * remembers every approval by reference, so that asking after a time-out works as with a real one.
 * It moves no money and must never be offered as a real terminal.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import type { CardApproval, CardFailure, CardRequest, CardTerminal } from "./card-terminal.ts";

/** `timeoutAfterApproval`: the bank said yes and the answer got lost; `timeout`: the bank was never asked. */
export type SimulatedTerminalBehaviour =
  | "approve"
  | "decline"
  | "timeout"
  | "timeoutAfterApproval"
  | "unreachable";

export interface SimulatedTerminalOptions {
  /** Asked at every attempt. */
  readonly behaviour: () => SimulatedTerminalBehaviour;
  /** Waits as long as a customer takes to present a card, less when the signal says so. Default: no time at all. */
  readonly presentCard?: (signal: AbortSignal) => Promise<void>;
}

export const createSimulatedTerminal = (options: SimulatedTerminalOptions): CardTerminal => {
  const approvals = new Map<string, CardApproval>();
  let waiting = 0;
  const run = async (
    request: CardRequest,
    signal: AbortSignal,
  ): Promise<Result<CardApproval, CardFailure>> => {
    const { reference } = request;
    const known = approvals.get(reference);
    if (known !== undefined) {
      return ok(known);
    }
    const behaviour = options.behaviour();
    if (behaviour === "unreachable") {
      return err(UNREACHABLE);
    }
    waiting += 1;
    await options.presentCard?.(signal);
    waiting -= 1;
    if (signal.aborted) {
      return err({ type: "cancelled" });
    }
    switch (behaviour) {
      case "decline":
        return err({ type: "declined", reason: "The bank declined the card" });
      case "timeout":
        return err({ type: "timeout", reference });
      case "approve":
      case "timeoutAfterApproval": {
        const approval = approve(reference, approvals.size + 1);
        approvals.set(reference, approval);
        return behaviour === "approve" ? ok(approval) : err({ type: "timeout", reference });
      }
    }
  };
  return {
    name: "Simulated terminal",
    pay: run,
    refund: (request) => run(request, new AbortController().signal),
    status: async () =>
      options.behaviour() === "unreachable"
        ? { reachable: false, detail: UNREACHABLE.detail }
        : { reachable: true, busy: waiting > 0 },
    lastTransaction: async (reference) =>
      options.behaviour() === "unreachable" ? err(UNREACHABLE) : ok(approvals.get(reference) ?? null),
  };
};

const UNREACHABLE = { type: "unreachable", detail: "simulated" } as const;

/** A slip that looks real; codes count up, so that a day can be replayed. */
const approve = (reference: string, count: number): CardApproval => ({
  brand: "VISA",
  last4: "4242",
  authCode: String(count).padStart(6, "0"),
  terminalId: "SIM00001",
  reference,
});
