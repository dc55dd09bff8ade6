/**
 * Owns what the screens know of the till process: typed calls, pushed events, and whether it is there.
 * Types come from the contract's table alone. Answers are values; nothing here throws for a failed call.
 */
import type {
  EventName,
  Payload,
  ProcedureError,
  ProcedureName,
  PushedEvents,
  Success,
} from "../../contracts/ipc.ts";
import type { CallError } from "../../contracts/ipc/procedure.ts";
import type { Result } from "../../domain/result.ts";

/** The till process did not answer; `sent` says whether the call may have had an effect. */
export interface TillAway {
  readonly type: "TillAway";
  readonly sent: boolean;
}

export type CallFailure<N extends ProcedureName> = ProcedureError<N> | CallError | TillAway;

/** Every error that any procedure can answer: what the texts must cover. */
export type TillError = CallFailure<ProcedureName>;

export type TillEvent = {
  readonly [E in EventName]: { readonly event: E; readonly data: PushedEvents[E] };
}[EventName];

export type Connection = "connecting" | "connected" | "away";

export interface TillClient {
  readonly call: <N extends ProcedureName>(
    name: N,
    payload: Payload<N>,
  ) => Promise<Result<Success<N>, CallFailure<N>>>;
  readonly onEvent: (listener: (event: TillEvent) => void) => void;
  /** Called with the present state at once, then with every change. */
  readonly onConnection: (listener: (connection: Connection) => void) => void;
}

/** What a transport carries, before types are put on it. */
export interface RawTransport {
  readonly call: (procedure: string, payload: unknown) => Promise<unknown>;
  readonly onEvent: (listener: (event: unknown) => void) => void;
  readonly onConnection: (listener: (connection: Connection) => void) => void;
}

/** The only place where an answer gets its type: main made it from the same table. */
export const createTillClient = (transport: RawTransport): TillClient => ({
  call: async <N extends ProcedureName>(name: N, payload: Payload<N>) =>
    (await transport.call(name, payload)) as Result<Success<N>, CallFailure<N>>,
  onEvent: (listener) => transport.onEvent((event) => listener(event as TillEvent)),
  onConnection: transport.onConnection,
});
