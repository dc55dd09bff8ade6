/**
 * Owns how scales write a weight on a serial line: a continuous stream of "ST,GS,+  1.250kg" lines, NCI's answer to W,
 * and CAS's answer to ENQ and DC1. Pure: bytes in, readings out. docs/hardware.md says from which makers' documents. A
 * weight is told only whole, in thousandths of a kilogram; a unit that is none of weight's is told as a problem.
 */
export interface RawReading {
  /** Before the till's own tare; null where there is a problem. */
  readonly weightMilli: number | null;
  readonly isStable: boolean;
  readonly problem: "overload" | "underZero" | "otherUnit" | null;
}

export interface ScaleProtocol {
  /** Sent at each turn; null: the scale speaks by itself. */
  readonly request: Uint8Array | null;
  /** null: it has no such command. */
  readonly zero: Uint8Array | null;
  /** Takes the next bytes; answers with what they complete, and what to send at once. */
  readonly take: (bytes: Uint8Array) => {
    readonly readings: readonly RawReading[];
    readonly reply: Uint8Array | null;
  };
  readonly reset: () => void;
}

export type ScaleProtocolName = "continuous" | "nci" | "cas";

export const createScaleProtocol = (name: ScaleProtocolName): ScaleProtocol => {
  switch (name) {
    case "continuous":
      return framed({ end: LF, request: null, zero: null, read: readContinuous });
    case "nci":
      return framed({ end: ETX, request: ascii("W\r"), zero: ascii("Z\r"), read: readNci });
    case "cas":
      return casProtocol();
  }
};

const STX = 0x02;
const ETX = 0x03;
const EOT = 0x04;
const ENQ = 0x05;
const ACK = 0x06;
const LF = 0x0a;
const DC1 = 0x11;
const LONGEST_FRAME = 64;

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
/** Some lines carry parity in the eighth bit. */
const textOf = (bytes: readonly number[]): string => String.fromCharCode(...bytes.map((byte) => byte & 0x7f));

interface Framing {
  readonly end: number;
  readonly request: Uint8Array | null;
  readonly zero: Uint8Array | null;
  readonly read: (frame: readonly number[]) => RawReading | null;
}

/** Frames that end with one byte; what is longer than any frame is noise and dropped. */
const framed = ({ end, request, zero, read }: Framing): ScaleProtocol => {
  let frame: number[] = [];
  return {
    request,
    zero,
    take: (bytes) => {
      const readings: RawReading[] = [];
      for (const byte of bytes) {
        if ((byte & 0x7f) === end) {
          const reading = read(frame);
          readings.push(...(reading === null ? [] : [reading]));
          frame = [];
        } else if (frame.length >= LONGEST_FRAME) {
          frame = [];
        } else {
          frame.push(byte);
        }
      }
      return { readings, reply: null };
    },
    reset: () => {
      frame = [];
    },
  };
};

const MILLI_PER_UNIT: Readonly<Record<string, readonly [numerator: number, denominator: number]>> = {
  kg: [1000, 1],
  g: [1, 1],
};

const WEIGHT = /^\s*([+-]?)\s*(\d{1,7})(?:\.(\d{1,4}))?\s*([a-z]{1,3})?\s*$/i;

/** "  1.250kg" as thousandths of a kilogram; finer digits are rounded. */
const readWeight = (text: string): number | "otherUnit" | null => {
  const match = WEIGHT.exec(text);
  if (match === null) {
    return null;
  }
  const [, sign, whole = "", fraction = "", unit = "kg"] = match;
  const factor = MILLI_PER_UNIT[unit.toLowerCase()];
  if (factor === undefined) {
    return "otherUnit";
  }
  const scaled = Number(`${whole}${fraction}`) * factor[0];
  const weightMilli = Math.round(scaled / (10 ** fraction.length * factor[1]));
  return sign === "-" ? 0 - weightMilli : weightMilli;
};

const reading = (weight: number | "otherUnit" | null, isStable: boolean): RawReading | null => {
  if (weight === null) {
    return null;
  }
  if (weight === "otherUnit") {
    return { weightMilli: null, isStable, problem: "otherUnit" };
  }
  return weight < 0
    ? { weightMilli: null, isStable, problem: "underZero" }
    : { weightMilli: weight, isStable, problem: null };
};

// ST or US, then GS or NT where the maker writes it, then a device number and lamps where CAS writes them, then the weight.
const CONTINUOUS = /^(ST|US|OL)\s*,(?:\s*(?:GS|NT|TR)\s*,?)?(.*)$/s;

const readContinuous = (frame: readonly number[]): RawReading | null => {
  const match = CONTINUOUS.exec(textOf(frame).trim());
  if (match === null) {
    return null;
  }
  if (match[1] === "OL") {
    return { weightMilli: null, isStable: false, problem: "overload" };
  }
  const fields = (match[2] ?? "").split(",");
  const found =
    fields.length >= 2 && /^\s*[a-z]{1,3}\s*$/i.test(fields.at(-1) ?? "")
      ? fields.slice(-2).join("")
      : (fields.at(-1) ?? "");
  return reading(readWeight(found), match[1] === "ST");
};

// The weight stands between LF and CR, the status bytes between the next LF and CR. An "S" before them is some makers'.
const NCI = /^\n([^\r\n]*)\r\n?S?([\x30-\x7f]{2,4})\r$/;

const readNci = (frame: readonly number[]): RawReading | null => {
  const match = NCI.exec(textOf(frame));
  if (match === null) {
    return null;
  }
  const [, weight = "", status = ""] = match;
  const [first, second] = [status.charCodeAt(0), status.charCodeAt(1)];
  const isStable = (first & 1) === 0;
  if ((second & 2) !== 0 || weight.includes("^")) {
    return { weightMilli: null, isStable, problem: "overload" };
  }
  if ((second & 1) !== 0 || weight.includes("_")) {
    return { weightMilli: null, isStable, problem: "underZero" };
  }
  return reading(readWeight(weight), isStable);
};

/** ENQ asks whether there is data; the scale's ACK is answered with DC1; the frame is SOH STX … BCC ETX EOT. */
const casProtocol = (): ScaleProtocol => {
  let frame: number[] = [];
  return {
    request: Uint8Array.of(ENQ),
    zero: null,
    take: (bytes) => {
      const readings: RawReading[] = [];
      let reply: Uint8Array | null = null;
      for (const byte of bytes) {
        if (byte === ACK && frame.length === 0) {
          reply = Uint8Array.of(DC1);
        } else if (byte === EOT) {
          const found = readCas(frame);
          readings.push(...(found === null ? [] : [found]));
          frame = [];
        } else if (frame.length >= LONGEST_FRAME) {
          frame = [];
        } else {
          frame.push(byte);
        }
      }
      return { readings, reply };
    },
    reset: () => {
      frame = [];
    },
  };
};

/** The check character is the exclusive or of what stands between STX and it. */
const readCas = (frame: readonly number[]): RawReading | null => {
  const start = frame.lastIndexOf(STX);
  const body = frame.slice(start + 1, -2);
  if (start < 0 || frame.at(-1) !== ETX || body.reduce((bcc, byte) => bcc ^ byte, 0) !== frame.at(-2)) {
    return null;
  }
  const text = textOf(body);
  const state = text[0];
  if (state !== "S" && state !== "U") {
    return null;
  }
  return text[1] === "F"
    ? { weightMilli: null, isStable: false, problem: "overload" }
    : reading(readWeight(text.slice(1)), state === "S");
};
