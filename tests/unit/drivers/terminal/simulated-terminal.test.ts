import { describe, expect, it } from "vitest";
import { guardTerminal } from "../../../../drivers/terminal/guard-terminal.ts";
import {
  createSimulatedTerminal,
  type SimulatedTerminalBehaviour,
} from "../../../../drivers/terminal/simulated-terminal.ts";
import type { CardTerminal } from "../../../../drivers/terminal/card-terminal.ts";

const never = new AbortController().signal;
const request = (reference: string) => ({ amountMinor: 1250, currency: "EUR", reference });

const open = (first: SimulatedTerminalBehaviour) => {
  let behaviour = first;
  const terminal = guardTerminal(
    createSimulatedTerminal({ behaviour: () => behaviour, presentCard: async () => undefined }),
  );
  return {
    terminal,
    behave: (next: SimulatedTerminalBehaviour): void => {
      behaviour = next;
    },
  };
};

describe("the simulated terminal", () => {
  it("approves, with a slip of four digits", async () => {
    const { terminal } = open("approve");
    expect(await terminal.pay(request("a"), never)).toEqual({
      ok: true,
      value: {
        amountMinor: 1250,
        currency: "EUR",
        slip: { brand: "VISA", last4: "4242", authCode: "000001", terminalId: "SIM00001", reference: "a" },
      },
    });
  });

  it("declines with a reason, and takes the next card", async () => {
    const { terminal, behave } = open("decline");
    expect(await terminal.pay(request("a"), never)).toMatchObject({
      ok: false,
      error: { type: "CardDeclined" },
    });
    behave("approve");
    expect(await terminal.pay(request("b"), never)).toMatchObject({ ok: true });
    expect(await terminal.lastTransaction("a")).toMatchObject({ ok: true, value: { type: "notApproved" } });
  });

  it.each([
    ["timeout", "unknownReference"],
    ["timeoutAfterApproval", "approved"],
  ] as const)("after %s refuses until somebody asked what became of it: %s", async (behaviour, outcome) => {
    const { terminal, behave } = open(behaviour);
    expect(await terminal.pay(request("a"), never)).toEqual({
      ok: false,
      error: { type: "CardTimedOut", reference: "a" },
    });
    behave("approve");
    const refused = { ok: false, error: { type: "CardOutcomeUnknown", reference: "a" } };
    expect(await terminal.pay(request("b"), never)).toEqual(refused);
    expect(await terminal.refund({ ...request("c"), originalReference: null }, never)).toEqual(refused);
    expect(await terminal.lastTransaction("a")).toMatchObject({ ok: true, value: { type: outcome } });
    expect(await terminal.pay(request("b"), never)).toMatchObject({ ok: true });
  });

  it("stays unknown while the terminal cannot be asked", async () => {
    const { terminal, behave } = open("timeout");
    await terminal.pay(request("a"), never);
    behave("unreachable");
    expect(await terminal.lastTransaction("a")).toMatchObject({ ok: false });
    behave("approve");
    expect(await terminal.pay(request("b"), never)).toMatchObject({
      ok: false,
      error: { type: "CardOutcomeUnknown" },
    });
  });

  it("unreachable charges nothing and can be tried again", async () => {
    const { terminal, behave } = open("unreachable");
    expect(await terminal.pay(request("a"), never)).toMatchObject({
      ok: false,
      error: { type: "TerminalUnreachable" },
    });
    expect(await terminal.status()).toMatchObject({ reachable: false });
    behave("approve");
    expect(await terminal.pay(request("a"), never)).toMatchObject({ ok: true });
  });

  it("cancels when asked while it waits for the card", async () => {
    const controller = new AbortController();
    const presentCard = (signal: AbortSignal): Promise<void> =>
      new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    const terminal = guardTerminal(createSimulatedTerminal({ behaviour: () => "approve", presentCard }));
    const paying = terminal.pay(request("a"), controller.signal);
    expect(await terminal.status()).toEqual({ reachable: true, busy: true });
    controller.abort();
    expect(await paying).toEqual({ ok: false, error: { type: "CardCancelled" } });
    expect(await terminal.status()).toEqual({ reachable: true, busy: false });
  });

  it("answers a repeated reference with the payment that was made", async () => {
    const { terminal } = open("approve");
    const first = await terminal.pay(request("a"), never);
    expect(await terminal.pay(request("a"), never)).toEqual(first);
  });

  it.each([0, -1, 1.5, Number.NaN])("takes no amount of %s", async (amountMinor) => {
    const { terminal } = open("approve");
    await expect(terminal.pay({ ...request("a"), amountMinor }, never)).rejects.toThrow(RangeError);
  });

  it("a driver that breaks is a time-out: nobody knows", async () => {
    const { terminal: simulated } = open("approve");
    const broken: CardTerminal = { ...simulated, pay: () => Promise.reject(new Error("socket closed")) };
    const terminal = guardTerminal(broken);
    expect(await terminal.pay(request("a"), never)).toEqual({
      ok: false,
      error: { type: "CardTimedOut", reference: "a" },
    });
    expect(await terminal.pay(request("b"), never)).toMatchObject({ error: { type: "CardOutcomeUnknown" } });
  });
});
