/**
 * Owns an emulated card terminal: a port on this machine that answers a till well or badly, and a ledger of what it
 * charged and gave back. It moves no money. One of its ways is to send card numbers, which no till may keep.
 */
import { createServer, type AddressInfo, type Socket } from "node:net";
import type { TerminalAnswer, TerminalQuestion } from "../../drivers/terminal/terminal-messages.ts";

/**
 * `timeout` never answers and charges nothing; `lost` charges and never answers; `late` charges and answers when told;
 * `leak` approves and puts card numbers wherever text goes; `refuse` takes no connection.
 */
export const TERMINAL_BEHAVIOURS = [
  "approve",
  "decline",
  "timeout",
  "lost",
  "late",
  "leak",
  "refuse",
] as const;

export type EmulatedBehaviour = (typeof TERMINAL_BEHAVIOURS)[number];

export interface EmulatedTerminalOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** One line for each thing that happens. */
  readonly say: (line: string) => void;
  /** What a leaking terminal sends; one after the other. */
  readonly cardNumbers?: readonly string[];
}

export interface EmulatedTerminal {
  readonly port: number;
  readonly behave: (behaviour: EmulatedBehaviour) => Promise<void>;
  /** The late answers go out now. */
  readonly answerLate: () => void;
  /** What stands charged, by reference, in minor units. */
  readonly charged: () => ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

type Approved = Extract<TerminalAnswer, { readonly type: "approved" }>;
type Money = Extract<TerminalQuestion, { readonly amountMinor: number }>;

/** Well-known numbers for tests; no bank gave them out. */
export const TEST_CARD_NUMBERS = [
  "4111111111111111",
  "5500000000000004",
  "340000000000009",
  "6304000000000000",
];

export const startEmulatedTerminal = async (options: EmulatedTerminalOptions): Promise<EmulatedTerminal> => {
  const brain = createBrain(options);
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    socket.setEncoding("utf8");
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    let unread = "";
    socket.on("data", (text: string) => {
      const lines = (unread + text).split("\n");
      unread = lines.pop() ?? "";
      for (const line of lines) {
        brain.take(JSON.parse(line) as TerminalQuestion, (answer) => {
          socket.write(`${JSON.stringify(answer)}\n`);
        });
      }
    });
  };
  const server = createServer(serve);
  const listen = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  const port = await listen(options.port);
  return {
    port,
    behave: async (behaviour) => {
      brain.behave(behaviour);
      if (behaviour === "refuse" && server.listening) await stop();
      if (behaviour !== "refuse" && !server.listening) await listen(port);
      options.say(`The terminal is now: ${behaviour}`);
    },
    answerLate: brain.answerLate,
    charged: brain.charged,
    close: stop,
  };
};

type Reply = (answer: object) => void;

const createBrain = ({ say, cardNumbers = TEST_CARD_NUMBERS }: EmulatedTerminalOptions) => {
  const charged = new Map<string, number>();
  const approvals = new Map<string, Approved>();
  const pending = new Map<string, () => void>();
  let behaviour: EmulatedBehaviour = "approve";
  const approve = (question: Money): object => {
    const { reference, amountMinor } = question;
    const known = approvals.get(reference);
    if (known !== undefined) return known;
    const approval: Approved = {
      type: "approved",
      reference,
      amountMinor,
      ...slip(approvals.size + 1),
    };
    approvals.set(reference, approval);
    if (question.type === "pay") charged.set(reference, amountMinor);
    if (question.type === "reverse") charged.delete(question.original);
    say(`${question.type} ${(amountMinor / 100).toFixed(2)} ${question.currency}: approved`);
    return behaviour === "leak" ? leaking(approval, approvals.size) : approval;
  };
  const found = (reference: string): object => {
    const approval = approvals.get(reference);
    if (approval === undefined) return { type: "none", reference };
    return behaviour === "leak" ? leaking(approval, approvals.size) : approval;
  };
  const leaking = (answer: object, count: number): object => {
    const number = cardNumbers[count % cardNumbers.length] ?? "";
    const spaced = number.replace(/(.{4})(?=.)/g, "$1 ");
    return {
      ...answer,
      brand: `VISA ${number}`,
      last4: number,
      authCode: number.replace(/(.{4})(?=.)/g, "$1-"),
      terminalId: `T1 ${spaced}`,
      pan: number,
      track2: `;${number}=25121010000012300000?`,
    };
  };
  const money = (question: Money, reply: Reply): void => {
    // Undoing needs no card.
    const now = question.type === "reverse" && behaviour === "late" ? "approve" : behaviour;
    switch (now) {
      case "approve":
      case "leak":
        reply(approve(question));
        return;
      case "decline": {
        const declined = { type: "declined", reference: question.reference, reason: "Refused by the bank" };
        say("declined");
        reply(declined);
        return;
      }
      case "lost":
        approve(question);
        return;
      case "late":
        pending.set(question.reference, () => reply(approve(question)));
        return;
      case "timeout":
      case "refuse":
        return;
    }
  };
  return {
    charged: (): ReadonlyMap<string, number> => charged,
    behave: (next: EmulatedBehaviour): void => {
      behaviour = next;
    },
    answerLate: (): void => {
      const late = [...pending.values()];
      pending.clear();
      for (const answer of late) answer();
    },
    take: (question: TerminalQuestion, reply: Reply): void => {
      switch (question.type) {
        case "status":
          reply({ type: "status", busy: pending.size > 0 });
          return;
        case "cancel":
          // A card that is being read cannot be cancelled.
          if (
            !pending.has(question.reference) &&
            !approvals.has(question.reference) &&
            behaviour !== "timeout"
          )
            reply({ type: "cancelled", reference: question.reference });
          return;
        case "lookup":
          reply(
            pending.has(question.reference)
              ? { type: "pending", reference: question.reference }
              : found(question.reference),
          );
          return;
        default:
          money(question, reply);
      }
    },
  };
};

const slip = (count: number) => ({
  brand: "VISA",
  last4: "4242",
  authCode: String(count).padStart(6, "0"),
  terminalId: "EMU00001",
});
