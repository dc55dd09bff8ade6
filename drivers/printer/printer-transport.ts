/**
 * Owns what a way to a printer promises. Every transport passes tests/conformance/printer.test.ts.
 * `send` answers within `timeoutMs`, never throws for anything a printer or a cable does, sends a job's bytes at most
 * once, and says "nothingSent" only when no byte of the job can have arrived. It never retries: the print queue decides.
 */
import type { PrintFailure, PrintFailureCause } from "../../domain/printing/print-failure.ts";
import type { Result } from "../../domain/result.ts";

export interface SendOptions {
  /** Longest time until the answer, connecting and status questions included. 3,000 at a till. */
  readonly timeoutMs: number;
  /** The same job for a second printer of another model; default: the same bytes. */
  readonly forBackup?: () => Uint8Array;
}

export interface SendReceipt {
  /** The printer answered after the last byte that it had worked through all of them and is well. */
  readonly confirmed: boolean;
  readonly paperNearEnd: boolean;
}

/** `cause` says why it cannot print; null when it can. `known` is false where the printer gives no status. */
export type PrinterStatus =
  | { readonly reachable: false; readonly cause: PrintFailureCause; readonly detail: string }
  | {
      readonly reachable: true;
      readonly known: boolean;
      readonly cause: PrintFailureCause | null;
      readonly paperNearEnd: boolean;
      /** Level of the drawer connector's pin 3; whether high means open depends on the drawer. */
      readonly drawerSensorHigh: boolean;
    };

export interface PrinterTransport {
  /** For the screen and the log, e.g. "tcp 10.0.0.8:9100". */
  readonly name: string;
  readonly send: (bytes: Uint8Array, options: SendOptions) => Promise<Result<SendReceipt, PrintFailure>>;
  readonly status: (options: { readonly timeoutMs: number }) => Promise<PrinterStatus>;
  /** Gives up the connection; a job under way fails. Afterwards every job fails with "driver". */
  readonly close: () => Promise<void>;
}

export const printFailure = (failure: Omit<PrintFailure, "type">): PrintFailure => ({
  type: "PrintFailure",
  ...failure,
});
