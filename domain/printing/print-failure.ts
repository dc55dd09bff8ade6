/**
 * Owns why paper did not come out, and how sure that is. Plain data: it is stored with the job and shown on screen.
 * "nothingSent" is a promise that the printer got no byte of the job; where in doubt it is "maybeSent".
 */

/** What a transport can meet. `driver` is everything else: a missing device file, a folder that cannot be written. */
export type PrintFailureCause =
  | "offline"
  | "refused"
  | "timeout"
  | "coverOpen"
  | "paperEnd"
  | "cutter"
  | "reset"
  | "driver";

export type SendCertainty = "nothingSent" | "maybeSent";

export interface PrintFailure {
  readonly type: "PrintFailure";
  readonly cause: PrintFailureCause;
  readonly certainty: SendCertainty;
  /** For the log and the details on screen, e.g. "ECONNREFUSED 10.0.0.8:9100". Never receipt text. */
  readonly detail: string;
}
