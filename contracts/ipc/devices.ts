/** Owns the printer's and the terminal's state on screen, and the print queue. Nothing here waits for hardware. */
import { z } from "zod";
import {
  CUTS,
  DRAWER_SENSORS,
  USUAL_DRAWER,
  type PrinterSetup,
  type ProfileChanges,
} from "../../domain/printing/printer-setup.ts";
import type { ReceiptDocument } from "../../domain/receipt/receipt-document.ts";
import type { Grant } from "../../domain/staff/rights.ts";
import { procedure } from "./procedure.ts";
import type { SerialDevicesView } from "./serial-devices.ts";
import type { NoShiftOpen } from "./shifts.ts";

export type PrintJobState = "queued" | "sent" | "confirmed" | "failed";

export interface PrintJobView {
  readonly id: number;
  readonly kind: "sale" | "refund" | "copy" | "test" | "drawer" | "report" | "slip";
  readonly receiptNumber: string | null;
  readonly state: PrintJobState;
  /** Why it failed: offline, refused, timeout, coverOpen, paperEnd, cutter, reset, driver, unknownAfterRestart; or why it is only sent: unconfirmed. */
  readonly cause: string | null;
  /** true when part of it may be on paper: a person decides whether to print again. */
  readonly maybePrinted: boolean;
  readonly attempts: number;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  /** Whether whoever is signed in may look at what it puts on paper. */
  readonly reading: Grant;
}

/** `leftOpen`: for so long that somebody should look. */
export type DrawerState = "closed" | "open" | "leftOpen";
export type TerminalState = "idle" | "waitingForCard" | "unreachable";
export const PRINTER_BEHAVIOURS = ["ok", "refuse", "hang", "reset", "paperNearEnd", "paperEnd"] as const;
export type PrinterBehaviour = (typeof PRINTER_BEHAVIOURS)[number];
export type TerminalBehaviour = "approve" | "decline" | "timeout";

/** Which printer the till prints on; see domain/printing/printer-setup.ts for the addresses. */
export interface PrinterSetupView extends PrinterSetup {
  /** Chosen where the till was started, and only there. */
  readonly isFixed: boolean;
  readonly profiles: readonly PrinterProfileView[];
}

export interface PrinterProfileView {
  readonly name: string;
  readonly columns: number;
  /** The model as it is without changes, with the code pages that the till uses on it. */
  readonly usual: ProfileChanges;
}

/** What this machine knows of printers, to pick from. */
export interface FoundPrinters {
  /** Names of the operating system's print queues. */
  readonly queues: readonly string[];
  /** Device files of USB printers. */
  readonly files: readonly string[];
  readonly ports: readonly string[];
}

export type PrinterSetupError =
  | { readonly type: "PrinterIsFixed" }
  | { readonly type: "BadPrinterAddress"; readonly address: string }
  | { readonly type: "UnknownPrinterProfile"; readonly profile: string };

/** Which card terminal the till asks: "tcp://10.0.0.9:9200?wait=90", or "" for the simulated one. */
export interface TerminalSetupView {
  readonly address: string;
  /** Chosen where the till was started, and only there. */
  readonly isFixed: boolean;
}

export type TerminalSetupError =
  | { readonly type: "TerminalIsFixed" }
  | { readonly type: "BadTerminalAddress"; readonly address: string }
  /** A card payment, refund or reversal is not settled: only this terminal can say what became of it. */
  | { readonly type: "CardPaymentOpen" };

export interface DevicesView extends SerialDevicesView {
  readonly printer: {
    readonly name: string;
    readonly virtual: boolean;
    readonly state: "ready" | "printing" | "problem";
    readonly cause: string | null;
    readonly waiting: number;
    readonly failed: number;
    readonly behaviour: PrinterBehaviour | null;
    /** It prints, and the roll should be changed soon. */
    readonly paperNearEnd: boolean;
    /** null: nobody can say. */
    readonly drawer: DrawerState | null;
  };
  readonly terminal: {
    readonly name: string;
    readonly simulated: boolean;
    readonly state: TerminalState;
    /** Card payments whose sale never came to be, still to be reversed. */
    readonly reversals: number;
    readonly behaviour: TerminalBehaviour | null;
  };
}

const pulseMs = z.int().min(2).max(510).multipleOf(2);

const drawer = z.strictObject({
  pin: z.union([z.literal(2), z.literal(5)]),
  onMs: pulseMs,
  offMs: pulseMs,
  sensor: z.enum(DRAWER_SENSORS),
});

const printerAddress = z.string().trim().max(200);

const model = {
  profile: z.string().max(40),
  changes: z
    .strictObject({
      codePageNumbers: z.record(z.string().max(20), z.int().min(0).max(255)),
      cut: z.enum(CUTS),
      givesStatus: z.boolean(),
    })
    .nullable(),
};

const backup = z.strictObject(model).nullable();

/** As it is kept: what an older version did not know of is as it was then. */
export const storedPrinter = z.object({
  address: z.string(),
  backupAddress: z.string(),
  profile: model.profile,
  changes: model.changes.default(null),
  backup: backup.default(null),
  drawer: drawer.extend({ offMs: pulseMs.default(USUAL_DRAWER.offMs) }).catch(USUAL_DRAWER),
  devices: z
    .array(
      z.strictObject({
        path: z.string(),
        vendorId: z.string().nullable(),
        productId: z.string().nullable(),
        serialNumber: z.string().nullable(),
      }),
    )
    .default([]),
});

export const deviceProcedures = {
  "devices.state": procedure<DevicesView>()(z.strictObject({})),
  "devices.printer": procedure<PrinterSetupView>()(z.strictObject({})),
  /** In use at once; what waits to be printed goes to the new printer. */
  "devices.setPrinter": procedure<PrinterSetupView, PrinterSetupError>()(
    z.strictObject({
      address: printerAddress,
      backupAddress: printerAddress,
      ...model,
      backup,
      drawer,
    }),
  ),
  "devices.findPrinters": procedure<FoundPrinters>()(z.strictObject({})),
  /** Tries the printers' port at every address beside this machine's own, private ones only; takes a few seconds. */
  "devices.scanNetwork": procedure<readonly string[]>()(z.strictObject({})),
  "devices.terminal": procedure<TerminalSetupView>()(z.strictObject({})),
  "devices.setTerminal": procedure<TerminalSetupView, TerminalSetupError>()(
    z.strictObject({ address: z.string().trim().max(200) }),
  ),
  "devices.testPrint": procedure<{ readonly printJobId: number }>()(z.strictObject({})),
  /** Opens the drawer without a sale; needs a reason and leaves an audit entry. */
  "devices.openDrawer": procedure<{ readonly printJobId: number | null }, NoShiftOpen>()(
    z.strictObject({ reason: z.string().trim().min(1).max(200) }),
  ),
  /** Only the virtual printer and the simulated terminal: makes them misbehave, to try what the till does then. */
  "devices.simulate": procedure<DevicesView, { readonly type: "NotSimulated" }>()(
    z.strictObject({
      printer: z.enum(PRINTER_BEHAVIOURS).optional(),
      terminal: z.enum(["approve", "decline", "timeout"]).optional(),
    }),
  ),
  "print.jobs": procedure<readonly PrintJobView[]>()(z.strictObject({ limit: z.int().min(1).max(200) })),
  /** What is, or would be, on paper. */
  "print.document": procedure<ReceiptDocument, { readonly type: "UnknownPrintJob" }>()(
    z.strictObject({ jobId: z.int() }),
  ),
  "print.retry": procedure<
    PrintJobView,
    { readonly type: "UnknownPrintJob" } | { readonly type: "NotFailed" }
  >()(z.strictObject({ jobId: z.int() })),
} as const;
