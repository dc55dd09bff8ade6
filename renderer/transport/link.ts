/**
 * Owns the one client that this window talks through, set once at start, before anything is shown. A call that needs a
 * second person's approval is handed to whoever asks for it and answers with the approved call's own result.
 */
import type { Payload, ProcedureName, Success } from "../../contracts/ipc.ts";
import type { Result } from "../../domain/result.ts";
import type { AskedApproval } from "../stores/approval-store.ts";
import type { CallFailure, TillClient } from "./till-client.ts";

type AskApproval = (asked: Omit<AskedApproval, "resolve">) => Promise<Result<unknown, unknown>>;

let linked: { readonly client: TillClient; readonly askApproval: AskApproval } | null = null;

export const linkTill = (client: TillClient, askApproval: AskApproval): void => {
  linked = { client, askApproval };
};

const link = (): NonNullable<typeof linked> => {
  if (linked === null) {
    throw new Error("No till is linked");
  }
  return linked;
};

/** Without asking anybody for approval. */
export const callOnce = <N extends ProcedureName>(
  name: N,
  payload: Payload<N>,
): Promise<Result<Success<N>, CallFailure<N>>> => link().client.call(name, payload);

export const call = async <N extends ProcedureName>(
  name: N,
  payload: Payload<N>,
): Promise<Result<Success<N>, CallFailure<N>>> => {
  const answer = await callOnce(name, payload);
  if (answer.ok || answer.error.type !== "NeedsApproval") {
    return answer;
  }
  // Main answers an approval with the remembered call's own result.
  return (await link().askApproval({ procedure: name, payload, needs: answer.error })) as typeof answer;
};
