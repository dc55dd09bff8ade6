/**
 * Owns one WebSocket connection of the browser host: reads calls, answers each with its number, pushes events.
 * Whatever arrives, the connection's answer is a message or a close code, never a crash of the till.
 * Calls of one connection start in the order in which they came; answers may overtake each other.
 */
import type { RawData, WebSocket } from "ws";
import {
  clientMessage,
  type MalformedMessage,
  type ServerMessage,
  type UnexpectedFailure,
} from "../../contracts/ipc-wire.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { TillPort } from "../ipc/till-port.ts";

export interface ServeCallsDeps {
  readonly till: TillPort;
  /** Receives one line about a bug; the page gets only `UnexpectedFailure`. */
  readonly reportBug: (procedure: string, error: unknown) => void;
}

export const serveCalls = (deps: ServeCallsDeps, socket: WebSocket): void => {
  const send = (text: string): void => {
    if (socket.readyState === socket.OPEN) socket.send(text);
  };
  const unsubscribe = deps.till.onEvent((event, data) => {
    try {
      send(encode({ event, data }));
    } catch (error) {
      deps.reportBug(event, error);
    }
  });
  socket.on("close", unsubscribe);
  socket.on("error", () => socket.terminate());
  socket.on("message", (data, isBinary) => void answerMessage(deps, { data, isBinary }).then(send));
};

interface Incoming {
  readonly data: RawData;
  readonly isBinary: boolean;
}

const encode = (message: ServerMessage): string => JSON.stringify(message);

const answerMessage = async (deps: ServeCallsDeps, incoming: Incoming): Promise<string> => {
  const json = readJson(incoming);
  if (!json.ok) return encode({ id: null, result: json });
  const message = clientMessage.safeParse(json.value);
  if (!message.success) {
    return encode({ id: idOf(json.value), result: malformed("A call has id, procedure and payload.") });
  }
  const { id, procedure, payload } = message.data;
  try {
    return encode({ id, result: await deps.till.call(procedure, payload) });
  } catch (error) {
    deps.reportBug(procedure, error);
    return encode({ id, result: err<UnexpectedFailure>({ type: "UnexpectedFailure" }) });
  }
};

const malformed = (problem: string): Result<never, MalformedMessage> =>
  err({ type: "MalformedMessage", problem });

const readJson = ({ data, isBinary }: Incoming): Result<unknown, MalformedMessage> => {
  if (isBinary) return malformed("Messages are text, not bytes.");
  try {
    return ok(JSON.parse(textOf(data)));
  } catch {
    return malformed("The message is not JSON.");
  }
};

const textOf = (data: RawData): string => {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.isBuffer(data) ? data.toString("utf8") : Buffer.from(data).toString("utf8");
};

/** A call with a readable number gets its refusal under that number, so that the caller does not wait for ever. */
const idOf = (value: unknown): number | null => {
  const id = clientMessage.shape.id.safeParse(Object(value)["id"]);
  return id.success ? id.data : null;
};
