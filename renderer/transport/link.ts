/** Owns the one client that this window talks through; set once at start, before anything is shown. */
import type { Payload, ProcedureName, Success } from "../../contracts/ipc.ts";
import type { Result } from "../../domain/result.ts";
import type { CallFailure, TillClient } from "./till-client.ts";

let linked: TillClient | null = null;

export const linkTill = (client: TillClient): void => {
  linked = client;
};

export const call = <N extends ProcedureName>(
  name: N,
  payload: Payload<N>,
): Promise<Result<Success<N>, CallFailure<N>>> => {
  if (linked === null) {
    throw new Error("No till is linked");
  }
  return linked.call(name, payload);
};
