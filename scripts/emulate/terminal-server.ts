/**
 * Owns an emulated card terminal: a port on this machine that answers a till well or badly, and a ledger of what it
 * charged and gave back. It moves no money. One of its ways is to send card numbers, which no till may keep.
 */
import type { Socket } from "node:net";
import type { TerminalQuestion } from "../../drivers/terminal/terminal-messages.ts";
import { openLocalPort } from "./local-port.ts";
import { createTerminalBrain, type EmulatedBehaviour } from "./terminal-brain.ts";

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
  readonly pending: () => number;
  /** What stands charged, by reference, in minor units. */
  readonly charged: () => ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
}

export const startEmulatedTerminal = async (options: EmulatedTerminalOptions): Promise<EmulatedTerminal> => {
  const brain = createTerminalBrain(options);
  const serve = (socket: Socket): void => {
    socket.setEncoding("utf8");
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
  const { port, setOpen } = await openLocalPort(options.port, serve);
  return {
    port,
    behave: async (behaviour) => {
      brain.behave(behaviour);
      await setOpen(behaviour !== "refuse");
      options.say(`The terminal is now: ${behaviour}`);
    },
    answerLate: brain.answerLate,
    pending: brain.pending,
    charged: brain.charged,
    close: () => setOpen(false),
  };
};
