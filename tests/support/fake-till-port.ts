/**
 * Owns a till port without a till, for tests of what carries calls: it records each call and answers as told.
 */
import { ok, type Result } from "../../domain/result.ts";
import type { TillEventListener, TillPort } from "../../electron/ipc/till-port.ts";

export interface FakeTillPort extends TillPort {
  readonly calls: readonly { readonly procedure: string; readonly payload: unknown }[];
  readonly push: (event: string, data: unknown) => void;
  readonly listenerCount: () => number;
  readonly isClosed: () => boolean;
}

type AnswerCall = (procedure: string, payload: unknown) => Promise<Result<unknown, unknown>>;

/** Without `answer`, every call succeeds with its own payload. */
export const createFakeTillPort = (
  answer: AnswerCall = async (_procedure, payload) => ok(payload),
): FakeTillPort => {
  const calls: { procedure: string; payload: unknown }[] = [];
  const listeners = new Set<TillEventListener>();
  let closed = false;
  return {
    calls,
    call: (procedure, payload) => {
      calls.push({ procedure, payload });
      return answer(procedure, payload);
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
    },
    push: (event, data) => {
      for (const listener of listeners) listener(event, data);
    },
    listenerCount: () => listeners.size,
    isClosed: () => closed,
  };
};
