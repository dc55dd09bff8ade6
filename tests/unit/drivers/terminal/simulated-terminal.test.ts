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
  const terminal = guardTerminal(createSimulatedTerminal({ behaviour: () => behaviour }));
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
      value: { brand: "VISA", last4: "4242", authCode: "000001", terminalId: "SIM00001", reference: "a" },
    });
  });

  it("declines with a reason, and takes the next card", async () => {
    const { terminal, behave } = open("decline");
    expect(await terminal.pay(request("a"), never)).toMatchObject({ ok: false, error: { type: "declined" } });
    expect(await terminal.lastTransaction("a")).toEqual({ ok: true, value: null });
    behave("approve");
    expect(await terminal.pay(request("b"), never)).toMatchObject({ ok: true });
  });

  it("after a time-out that may have charged tries nothing until somebody asked", async () => {
    const { terminal, behave } = open("timeoutAfterApproval");
    const unknown = { ok: false, error: { type: "timeout", reference: "a" } };
    expect(await terminal.pay(request("a"), never)).toEqual(unknown);
    behave("approve");
    expect(await terminal.pay(request("b"), never)).toEqual(unknown);
    expect(await terminal.refund(request("c"))).toEqual(unknown);
    expect(await terminal.lastTransaction("a")).toMatchObject({ ok: true, value: { reference: "a" } });
    expect(await terminal.lastTransaction("b")).toEqual({ ok: true, value: null });
    expect(await terminal.pay(request("b"), never)).toMatchObject({ ok: true, value: { reference: "b" } });
  });

  it("after a time-out gives the same attempt, repeated, the approval that got lost", async () => {
    const { terminal, behave } = open("timeoutAfterApproval");
    await terminal.refund(request("a"));
    behave("decline");
    expect(await terminal.refund(request("a"))).toMatchObject({ ok: true, value: { reference: "a" } });
    expect(await terminal.pay(request("b"), never)).toMatchObject({ ok: false, error: { type: "declined" } });
  });

  it("after a time-out that charged nothing goes on by asking itself", async () => {
    const { terminal, behave } = open("timeout");
    expect(await terminal.pay(request("a"), never)).toMatchObject({ ok: false, error: { type: "timeout" } });
    behave("approve");
    expect(await terminal.pay(request("b"), never)).toMatchObject({ ok: true });
  });

  it("stays unknown while the terminal cannot be asked", async () => {
    const { terminal, behave } = open("timeout");
    await terminal.pay(request("a"), never);
    behave("unreachable");
    expect(await terminal.lastTransaction("a")).toMatchObject({ ok: false, error: { type: "unreachable" } });
    expect(await terminal.pay(request("b"), never)).toEqual({
      ok: false,
      error: { type: "timeout", reference: "a" },
    });
  });

  it("unreachable charges nothing and can be tried again", async () => {
    const { terminal, behave } = open("unreachable");
    expect(await terminal.pay(request("a"), never)).toMatchObject({
      ok: false,
      error: { type: "unreachable" },
    });
    expect(await terminal.status()).toMatchObject({ reachable: false });
    behave("approve");
    expect(await terminal.pay(request("a"), never)).toMatchObject({ ok: true });
  });

  it("cancels when asked while it waits for the card", async () => {
    const controller = new AbortController();
    const presented = Promise.withResolvers<void>();
    const presentCard = (signal: AbortSignal): Promise<void> => {
      presented.resolve();
      return new Promise((resolve) => signal.addEventListener("abort", () => resolve()));
    };
    const terminal = guardTerminal(createSimulatedTerminal({ behaviour: () => "approve", presentCard }));
    const paying = terminal.pay(request("a"), controller.signal);
    await presented.promise;
    expect(await terminal.status()).toEqual({ reachable: true, busy: true });
    controller.abort();
    expect(await paying).toEqual({ ok: false, error: { type: "cancelled" } });
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
    const broken: CardTerminal = {
      ...simulated,
      pay: () => Promise.reject(new Error("socket closed")),
      lastTransaction: () => Promise.reject(new Error("socket closed")),
    };
    const terminal = guardTerminal(broken);
    const unknown = { ok: false, error: { type: "timeout", reference: "a" } };
    expect(await terminal.pay(request("a"), never)).toEqual(unknown);
    expect(await terminal.pay(request("b"), never)).toEqual(unknown);
    expect(await terminal.lastTransaction("a")).toMatchObject({ ok: false, error: { type: "unreachable" } });
  });
});
