/**
 * Owns how one procedure is declared: its payload as a schema (main validates it), its success and error as types.
 * The phantom fields carry types only and are never set.
 */
import type { z } from "zod";

export interface Procedure<P extends z.ZodType, S, E> {
  readonly payload: P;
  readonly success?: S;
  readonly error?: E;
}

export const procedure =
  <S, E = never>() =>
  <P extends z.ZodType>(payload: P): Procedure<P, S, E> => ({ payload });

export type PayloadOf<D> = D extends Procedure<infer P, unknown, unknown> ? z.infer<P> : never;
export type SuccessOf<D> = D extends Procedure<z.ZodType, infer S, unknown> ? S : never;
export type ErrorOf<D> = D extends Procedure<z.ZodType, unknown, infer E> ? E : never;

/** What any call may answer besides its own errors. */
export type CallError =
  | { readonly type: "InvalidPayload"; readonly problems: readonly string[] }
  | { readonly type: "UnknownProcedure"; readonly procedure: string }
  | { readonly type: "NotSignedIn" }
  /** `approverName`: who was asked to approve it and may not either. */
  | { readonly type: "NotAllowed"; readonly permission: string; readonly approverName: string | null }
  /** The call waits in main for a second person (approval.approve); `limit`: what is allowed without one. */
  | {
      readonly type: "NeedsApproval";
      readonly permission: string;
      readonly measure: number | null;
      readonly limit: number | null;
      readonly requestId: string;
    }
  | { readonly type: "StorageFailed"; readonly cause: "diskFull" | "readOnly" | "corrupt" | "other" }
  | { readonly type: "Internal"; readonly reference: string };
