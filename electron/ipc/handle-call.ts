/**
 * Owns the gate between screens and use cases: checks the procedure's name, the payload's shape, who is signed in and
 * what they may do, then runs the handler. Answers always with a Result; a full disk is an answer, a bug is an answer
 * with a reference that stands in the log. Nothing privileged runs before all checks passed. A call that needs a second
 * person is remembered as it is and runs, checked again, when that person approves it.
 */
import type { CallError } from "../../contracts/ipc/procedure.ts";
import {
  procedures,
  type Payload,
  type ProcedureError,
  type ProcedureName,
  type Success,
} from "../../contracts/ipc.ts";
import { storageFailureOf, type StorageFailure } from "../../db/storage-failure.ts";
import { err, type Result } from "../../domain/result.ts";
import { authorise, type NeedsApproval, type Refusal } from "../../domain/staff/authorise.ts";
import type { Permission } from "../../domain/staff/permission.ts";
import { NOTHING } from "../../domain/staff/rights.ts";
import type { Actor } from "../services/deps.ts";
import type { Approvals } from "../services/session/approvals.ts";
import type { StaffSession } from "../services/session/staff-session.ts";

/** A use case may refuse, or ask for an approval, itself: the gate makes the answer of it. */
type Answer<N extends ProcedureName> = Result<Success<N>, ProcedureError<N> | CallError | Refusal>;

export interface Handler<N extends ProcedureName> {
  /** "nobody": also before sign-in. "staff": anyone who is signed in. */
  readonly needs: "nobody" | "staff" | Permission;
  readonly run: (payload: Payload<N>, actor: Actor) => Answer<N> | Promise<Answer<N>>;
}

export type Handlers = { readonly [N in ProcedureName]: Handler<N> };

export interface HandleCallDeps {
  readonly handlers: Handlers;
  readonly session: Pick<StaffSession, "current" | "lockIfIdle" | "touch">;
  readonly approvals: Pick<Approvals, "remember">;
  /** Logs a bug and answers with the reference to look it up by. */
  readonly reportBug: (where: string, error: unknown) => string;
}

export const createCallHandler =
  (deps: HandleCallDeps) =>
  async (procedure: string, payload: unknown): Promise<Result<unknown, unknown>> => {
    if (!isProcedure(procedure)) {
      return refuse({ type: "UnknownProcedure", procedure: procedure.slice(0, 80) });
    }
    if (!isPlain(payload)) {
      return refuse({ type: "InvalidPayload", problems: ["payload: not plain data"] });
    }
    const parsed = procedures[procedure].payload.safeParse(payload);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(
        (issue) => `${issue.path.join(".") || "payload"}: ${issue.message}`,
      );
      return refuse({ type: "InvalidPayload", problems });
    }
    if (!isWellFormed(parsed.data)) {
      return refuse({ type: "InvalidPayload", problems: ["payload: text is not valid Unicode"] });
    }
    // The table pairs each name with its payload; TypeScript cannot follow a name that came from outside.
    const handler = deps.handlers[procedure] as unknown as AnyHandler;
    // A call that comes too late finds the till locked, whether or not a timer has seen it yet.
    deps.session.lockIfIdle();
    const actor = deps.session.current();
    if (!AUTOMATIC.has(procedure)) {
      deps.session.touch();
    }
    if (handler.needs === "nobody") {
      return run(deps, { procedure, handler, payload: parsed.data, actor: actor ?? NOBODY });
    }
    return actor
      ? runOrAsk(deps, { procedure, handler, payload: parsed.data, actor })
      : refuse({ type: "NotSignedIn" });
  };

interface Call {
  readonly procedure: ProcedureName;
  readonly handler: AnyHandler;
  readonly payload: unknown;
  readonly actor: Actor;
}

/** What needs an approval waits under a request id; the approver's own call runs it. */
const runOrAsk = async (deps: HandleCallDeps, call: Call): Promise<Result<unknown, unknown>> => {
  const answer = await runChecked(deps, call);
  if (answer.ok || !isNeedsApproval(answer.error)) {
    return answer;
  }
  const needs = answer.error;
  const requestId = deps.approvals.remember({
    asker: call.actor,
    needs,
    run: (approver) => runChecked(deps, { ...call, actor: { ...call.actor, approver } }),
  });
  return refuse({ ...needs, requestId });
};

const runChecked = async (deps: HandleCallDeps, call: Call): Promise<Result<unknown, unknown>> => {
  const { needs } = call.handler;
  const allowed = needs === "nobody" || needs === "staff" ? null : authorise(call.actor, needs);
  return allowed?.ok === false ? allowed : run(deps, call);
};

const run = async (
  deps: HandleCallDeps,
  { procedure, handler, payload, actor }: Call,
): Promise<Result<unknown, unknown>> => {
  try {
    return await handler.run(payload, actor);
  } catch (error) {
    const failure = storageFailureOf(error);
    return refuse(
      failure
        ? { type: "StorageFailed", cause: causeOf(failure) }
        : { type: "Internal", reference: deps.reportBug(procedure, error) },
    );
  }
};

const isNeedsApproval = (error: unknown): error is NeedsApproval =>
  typeof error === "object" && error !== null && "type" in error && error.type === "NeedsApproval";

interface AnyHandler {
  readonly needs: Handler<"app.state">["needs"];
  readonly run: (
    payload: unknown,
    actor: Actor,
  ) => Result<unknown, unknown> | Promise<Result<unknown, unknown>>;
}

/** Stands in where nobody is signed in; handlers that need nobody do not look at it. */
const NOBODY: Actor = { staffId: 0, name: "", roleCode: "", rights: NOTHING, approver: null };

/** Half a surrogate pair cannot be stored as it is: the stored sale would differ from what the journal signed. */
const isWellFormed = (value: unknown): boolean => {
  if (typeof value === "string") {
    return value.isWellFormed();
  }
  return typeof value !== "object" || value === null || Object.values(value).every(isWellFormed);
};

/**
 * Whether it is lists and objects alone, and no deeper than any payload. Electron carries typed arrays, maps and rings as
 * well, which the schemas were not made for: one of them throws where it should refuse.
 */
const isPlain = (value: unknown, levels = MOST_LEVELS): boolean => {
  if (typeof value !== "object" || value === null) {
    return true;
  }
  const isKnown = Array.isArray(value) || Object.prototype.toString.call(value) === "[object Object]";
  return isKnown && levels > 0 && Object.values(value).every((item) => isPlain(item, levels - 1));
};

const MOST_LEVELS = 32;

/** What screens ask by themselves: nobody need be there. */
const AUTOMATIC: ReadonlySet<ProcedureName> = new Set([
  "app.state",
  "basket.get",
  "devices.state",
  "customerScreen.state",
  "print.jobs",
  "shift.state",
  "scan.waiting",
  "scan.done",
  "scale.reading",
]);

const isProcedure = (name: string): name is ProcedureName => Object.hasOwn(procedures, name);

const refuse = (error: CallError): Result<never, CallError> => err(error);

const causeOf = (failure: StorageFailure): Extract<CallError, { type: "StorageFailed" }>["cause"] => {
  switch (failure.type) {
    case "DiskFull":
      return "diskFull";
    case "ReadOnly":
      return "readOnly";
    case "Corrupt":
    case "NotADatabase":
      return "corrupt";
    case "InUse":
    case "CannotOpen":
    case "DiskError":
      return "other";
  }
};
