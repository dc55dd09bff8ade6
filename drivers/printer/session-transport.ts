/**
 * Owns the transport that every real connection has in common: take turns, connect within the time limit, hold one
 * session, let go. How to connect and how to let go is the connection's own business.
 */
import { err, type Result } from "../../domain/result.ts";
import type { ByteChannel, ChannelEnd } from "./byte-channel.ts";
import type { JobTimer } from "./job-timer.ts";
import { createTurns, type TakeTurn } from "./one-at-a-time.ts";
import { createPrinterSession, type PrinterSession } from "./printer-session.ts";
import { printFailure, type PrinterTransport } from "./printer-transport.ts";

/** A connection for one session. */
export interface PrinterConnection {
  readonly channel: ByteChannel;
  /** Lets go: in good order after success, for good after failure. */
  readonly release: (failed: boolean) => Promise<void>;
}

export interface SessionTransportOptions {
  readonly name: string;
  /** false for printers that answer no DLE EOT: their jobs are sent but never confirmed. */
  readonly givesStatus: boolean;
  readonly connect: (deadline: JobTimer) => Promise<Result<PrinterConnection, ChannelEnd>>;
  /** Cuts what is under way. */
  readonly cut: () => Promise<void>;
}

export const createSessionTransport = (options: SessionTransportOptions): PrinterTransport => {
  const { name, givesStatus } = options;
  const turns = createTurns();
  let closed = false;
  /** One session. `notBegun` answers for a printer that could not be reached. */
  const converse = <T, E>({
    takeTurn,
    timeoutMs,
    talk,
    notBegun,
  }: Conversation<T, E>): Promise<Result<T, E>> =>
    takeTurn(timeoutMs, async (deadline) => {
      const connected = closed ? err(CLOSED) : await options.connect(deadline);
      if (!connected.ok) {
        return err(notBegun(connected.error));
      }
      const answer = await talk(createPrinterSession(connected.value.channel), deadline);
      await connected.value.release(!answer.ok);
      return answer;
    });
  return {
    name,
    send: (bytes, { timeoutMs }) =>
      converse({
        takeTurn: turns.job,
        timeoutMs,
        talk: (session, deadline) => session.send({ bytes, deadline, givesStatus }),
        notBegun: (end) => printFailure({ ...end, certainty: "nothingSent" }),
      }),
    status: async ({ timeoutMs }) => {
      const answer = await converse({
        takeTurn: turns.question,
        timeoutMs,
        talk: (session, deadline) => session.askStatus(givesStatus ? deadline : null),
        notBegun: (end) => end,
      });
      return answer.ok
        ? { reachable: true, known: givesStatus, ...answer.value }
        : { reachable: false, ...answer.error };
    },
    close: async () => {
      closed = true;
      await options.cut();
    },
  };
};

interface Conversation<T, E> {
  readonly takeTurn: TakeTurn;
  readonly timeoutMs: number;
  readonly talk: (session: PrinterSession, deadline: JobTimer) => Promise<Result<T, E>>;
  readonly notBegun: (end: ChannelEnd) => E;
}

const CLOSED: ChannelEnd = { cause: "driver", detail: "the printer connection was closed" };
