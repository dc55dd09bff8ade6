/**
 * Owns talking to a running till as its page does: the token for a cookie, then calls over the WebSocket, typed by the
 * contract. A call that was not answered when the connection broke answers null: nobody knows whether it happened.
 */
import { WebSocket } from "ws";
import type { CallError } from "../../contracts/ipc/procedure.ts";
import type { Payload, ProcedureError, ProcedureName, Success } from "../../contracts/ipc.ts";
import type { Result } from "../../domain/result.ts";

export interface TillClient {
  readonly call: <N extends ProcedureName>(
    name: N,
    payload: Payload<N>,
  ) => Promise<Result<Success<N>, ProcedureError<N> | CallError> | null>;
  readonly close: () => void;
}

export const connectToTill = async (url: string): Promise<TillClient> => {
  const { origin, host } = new URL(url);
  const entry = await fetch(url, { redirect: "manual" });
  const cookie = entry.headers.get("set-cookie")?.split(";")[0];
  if (!cookie) {
    throw new Error(`The till at ${origin} gave no cookie (${String(entry.status)})`);
  }
  const socket = new WebSocket(`ws://${host}/till`, { headers: { cookie, origin } });
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  const waiting = new Map<number, (answer: unknown) => void>();
  let lastId = 0;
  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString("utf8")) as { readonly id?: number; readonly result?: unknown };
    if (message.id !== undefined) {
      waiting.get(message.id)?.(message.result);
      waiting.delete(message.id);
    }
  });
  const giveUp = (): void => {
    for (const answer of waiting.values()) {
      answer(null);
    }
    waiting.clear();
  };
  socket.on("close", giveUp);
  socket.on("error", giveUp);
  return {
    call: (procedure, payload) =>
      new Promise((resolve) => {
        lastId += 1;
        waiting.set(lastId, resolve as (answer: unknown) => void);
        if (socket.readyState === WebSocket.OPEN) {
          socket.send(JSON.stringify({ id: lastId, procedure, payload }));
        } else {
          giveUp();
        }
      }),
    close: () => {
      socket.close();
    },
  };
};
