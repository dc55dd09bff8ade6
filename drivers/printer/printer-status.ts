/**
 * Owns the status bytes of ESC/POS: the questions DLE EOT 1 to 4 (answered at once, even by a busy printer), GS r 1
 * (answered in turn, after everything sent before it), and what the answers mean.
 * Source: Epson ESC/POS command reference, DLE EOT and GS r.
 */
import type { PrintFailureCause } from "../../domain/printing/print-failure.ts";

/** printer, cause of being offline, error, paper. */
export const STATUS_QUESTIONS: readonly Uint8Array[] = [1, 2, 3, 4].map((n) => Uint8Array.of(0x10, 0x04, n));

/** GS r 1: the answer proves that the printer has worked through all earlier bytes. */
export const IN_TURN_QUESTION = Uint8Array.of(0x1d, 0x72, 0x01);

/** Bits 1 and 4 set, 0 and 7 clear, so it cannot be taken for a GS r answer or for XON and XOFF. */
export const isStatusByte = (byte: number): boolean => (byte & 0x93) === 0x12;

/** Bits 4 and 7 clear. */
export const isInTurnByte = (byte: number): boolean => (byte & 0x90) === 0;

export interface DecodedStatus {
  readonly cause: PrintFailureCause | null;
  readonly paperNearEnd: boolean;
  readonly drawerSensorHigh: boolean;
}

/** The four answers in the order of the questions. The most useful cause wins: what a person can mend comes first. */
export const decodeStatus = (answers: readonly number[]): DecodedStatus => {
  const [printer = 0x12, offline = 0x12, error = 0x12, paper = 0x12] = answers;
  const causes: readonly (readonly [boolean, PrintFailureCause])[] = [
    [has(offline, 2), "coverOpen"],
    [has(offline, 5) || has(paper, 5) || has(paper, 6), "paperEnd"],
    [has(error, 3), "cutter"],
    [has(printer, 3) || has(printer, 5) || has(offline, 6) || has(error, 5) || has(error, 6), "offline"],
  ];
  return {
    cause: causes.find(([present]) => present)?.[1] ?? null,
    paperNearEnd: has(paper, 2) || has(paper, 3),
    drawerSensorHigh: has(printer, 2),
  };
};

const has = (byte: number, bit: number): boolean => (byte & (1 << bit)) !== 0;
