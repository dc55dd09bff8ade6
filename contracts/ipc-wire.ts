/**
 * Owns what the browser host's WebSocket carries: one JSON object per text message.
 * A client sends a call with its own number; the host answers with that number and a Result, and pushes events.
 * The table of procedures and their payloads is ipc.ts; here a payload is still unknown.
 * Numbers are the client's and need only be unique among its open calls.
 */
import { z } from "zod";

/** Longest message the host reads, in bytes of UTF-8. A longer one closes the connection (code 1009). */
export const maxMessageBytes = 1024 * 1024;

export const clientMessage = z.strictObject({
  id: z.int().nonnegative(),
  procedure: z.string().min(1).max(100),
  payload: z.unknown(),
});

/** The message was not JSON, or not a call. `id` of the reply is null when it could not be read. */
export interface MalformedMessage {
  readonly type: "MalformedMessage";
  readonly problem: string;
}

/** A bug in the till: nothing the caller can act on. What happened is in the till's log. */
export interface UnexpectedFailure {
  readonly type: "UnexpectedFailure";
}

const serverResult = z.discriminatedUnion("ok", [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: z.unknown() }),
]);

export const serverMessage = z.union([
  z.strictObject({ id: z.int().nonnegative().nullable(), result: serverResult }),
  z.strictObject({ event: z.string(), data: z.unknown() }),
]);

export type ServerMessage = z.infer<typeof serverMessage>;
