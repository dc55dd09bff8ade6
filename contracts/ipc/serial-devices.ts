/**
 * Owns scanners, the scale and the customer display on serial ports as screens see and set them, and the queue of scans that main keeps until a
 * screen has dealt with each: a page that is loaded again asks for what is left.
 */
import { z } from "zod";
import { procedure } from "./procedure.ts";

const hexBytes = z
  .string()
  .trim()
  .regex(/^([0-9A-Fa-f]{2}\s*){0,32}$/, "pairs of hexadecimal digits");

const device = z.strictObject({
  path: z.string().min(1).max(200),
  vendorId: z.string().max(16).nullable(),
  productId: z.string().max(16).nullable(),
  serialNumber: z.string().max(100).nullable(),
});

const line = {
  baudRate: z.union([1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200].map((rate) => z.literal(rate))),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(["none", "even", "odd"]),
};

export const SCALE_PROTOCOLS = ["continuous", "nci", "cas"] as const;

const scanner = z.strictObject({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(60),
  device,
  ...line,
  prefix: z.string().max(8),
  suffix: z.string().max(8),
  goodBeep: hexBytes,
  badBeep: hexBytes,
});

const scale = z.strictObject({
  name: z.string().trim().min(1).max(60),
  device,
  ...line,
  protocol: z.enum(SCALE_PROTOCOLS),
  /** What zeroes this scale, where its protocol has no such command of its own. */
  zero: hexBytes.default(""),
});

export const DISPLAY_PROTOCOLS = ["escpos", "cd5220"] as const;
export const DISPLAY_CODE_PAGES = ["ASCII", "CP437", "CP850", "CP852", "CP858", "CP866", "WPC1252"] as const;

const display = z.strictObject({
  name: z.string().trim().min(1).max(60),
  device,
  ...line,
  protocol: z.enum(DISPLAY_PROTOCOLS),
  codePage: z.enum(DISPLAY_CODE_PAGES),
  /** Between two customers; both empty: the store's name. */
  welcome: z.strictObject({ upper: z.string().max(40), lower: z.string().max(40) }),
});

/** Scanners that type like a keyboard. Both empty: told from a person by their pace alone. */
const keyboard = z.strictObject({ prefix: z.string().max(8), suffix: z.string().max(8) });

export const serialConfig = z.strictObject({
  scanners: z.array(scanner).max(8).readonly(),
  scale: scale.nullable(),
  display: display.nullable().default(null),
  keyboard: keyboard.default({ prefix: "", suffix: "" }),
});

export type SerialConfig = z.infer<typeof serialConfig>;
export type ScannerConfig = SerialConfig["scanners"][number];
export type ScaleConfig = NonNullable<SerialConfig["scale"]>;

export type KeyboardFraming = SerialConfig["keyboard"];
export type DisplayConfig = NonNullable<SerialConfig["display"]>;

export type SerialDeviceState = "open" | "away" | "taken" | "failed" | "flooding";

export interface ScannerView {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly state: SerialDeviceState;
  readonly problem: "tooLong" | "garbage" | "halfFrame" | null;
  /** Since the till was started. */
  readonly scans: number;
}

/** What lies on the scale; null: no weight that can be sold by. */
export interface ScaleReading {
  readonly weightMilli: number | null;
  readonly isStable: boolean;
  readonly problem: "overload" | "underZero" | "otherUnit" | null;
  readonly tareMilli: number;
}

export interface ScaleView {
  readonly name: string;
  readonly path: string;
  readonly state: SerialDeviceState;
  /** It is connected and says nothing that is understood. */
  readonly isSilent: boolean;
  /** There is a command that zeroes it. */
  readonly zeroes: boolean;
}

export interface SerialDevicesView {
  readonly scanners: readonly ScannerView[];
  readonly scale: ScaleView | null;
  readonly keyboard: KeyboardFraming;
  readonly display: {
    readonly name: string;
    readonly path: string;
    readonly state: SerialDeviceState;
  } | null;
}

export interface ListedPortView {
  readonly path: string;
  readonly vendorId: string | null;
  readonly productId: string | null;
  readonly serialNumber: string | null;
  readonly manufacturer: string | null;
}

/** A code from a scanner on a port, waiting for a screen. */
export interface ReceivedScan {
  readonly id: number;
  readonly code: string;
  readonly source: string;
}

export const serialProcedures = {
  "serial.ports": procedure<readonly ListedPortView[]>()(z.strictObject({})),
  "serial.config": procedure<SerialConfig>()(z.strictObject({})),
  "serial.setConfig": procedure<SerialConfig>()(serialConfig),
  /** Letters and a figure on the customer display, until the next change of the basket. false: there is none. */
  "display.test": procedure<boolean>()(z.strictObject({})),
  /** In the order of scanning. */
  "scan.waiting": procedure<readonly ReceivedScan[]>()(z.strictObject({})),
  /** Dealt with, also by a dialog that took it; `good`: how the scanner beeps. */
  "scan.done": procedure<null>()(z.strictObject({ id: z.int(), good: z.boolean() })),
  /** null: no scale, or nothing known of it. */
  "scale.reading": procedure<ScaleReading | null>()(z.strictObject({})),
  /** Takes what lies there as the container, or nothing any more. */
  "scale.tare": procedure<ScaleReading | null, { readonly type: "ScaleNotReady" }>()(
    z.strictObject({ on: z.boolean() }),
  ),
  "scale.zero": procedure<null, { readonly type: "ScaleNotReady" }>()(z.strictObject({})),
} as const;
