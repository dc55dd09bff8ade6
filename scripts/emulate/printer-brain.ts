/**
 * Owns what an emulated ESC/POS printer answers to status questions (Epson's bits), and the bytes that it keeps as jobs.
 * Knows no connection: `npm run emulate -- printer` and the tests put it behind a socket or a serial port.
 */

/**
 * `hang` reads nothing; `deaf` answers until the job comes; `busy` is well but never gets to the end; `reset` drops the
 * connection in the middle of a job; `paperEndMidJob` runs out there.
 */
export const PRINTER_BEHAVIOURS = [
  "ok",
  "refuse",
  "hang",
  "deaf",
  "busy",
  "reset",
  "paperEnd",
  "paperNearEnd",
  "paperEndMidJob",
  "coverOpen",
  "cutter",
  "hungUpAfterJob",
  "drawerOpen",
] as const;

export type PrinterBehaviour = (typeof PRINTER_BEHAVIOURS)[number];

export interface PrinterAnswer {
  readonly reply: Uint8Array;
  /** The connection ends here. */
  readonly ends: "no" | "reset" | "inGoodOrder";
}

export interface PrinterBrain {
  behaviour: PrinterBehaviour;
  /** Job bytes of all connections, questions taken out. */
  readonly received: () => Uint8Array;
  readonly startConnection: () => void;
  /** What came without a question at its end is a job too. */
  readonly endConnection: () => void;
  readonly take: (bytes: Uint8Array) => PrinterAnswer;
}

/** Answers to DLE EOT 1 to 4 (Epson's bits). */
const answers: Partial<Record<PrinterBehaviour, readonly number[]>> = {
  drawerOpen: [0x16, 0x12, 0x12, 0x12],
  paperEnd: [0x1a, 0x32, 0x12, 0x7e],
  paperNearEnd: [0x12, 0x12, 0x12, 0x1e],
  coverOpen: [0x1a, 0x16, 0x12, 0x12],
  cutter: [0x1a, 0x52, 0x1a, 0x12],
};
const WELL = [0x12, 0x12, 0x12, 0x12];
const MIDDLE_OF_JOB_BYTES = 64;

/** `onJob` gets each job once, as far as it came. */
export const createPrinterBrain = (onJob: (job: Uint8Array) => void = () => {}): PrinterBrain => {
  const received: number[] = [];
  let jobStart = 0;
  let ofThisJob = 0; // bytes of the job under way
  let dotsLeft = 0; // bytes of a drawn line still to come: no question stands among them
  const endJob = (): void => {
    if (received.length > jobStart) {
      onJob(Uint8Array.from(received.slice(jobStart)));
    }
    jobStart = received.length;
  };
  /** The answers to one more byte; null where it stands for itself. */
  const question = (): readonly number[] | null => {
    const [a, b, c] = received.slice(-3);
    if (a === 0x10 && b === 0x04 && c !== undefined) {
      received.length -= 3;
      ofThisJob -= 3;
      return answerAtOnce(printer.behaviour, c, ofThisJob > MIDDLE_OF_JOB_BYTES);
    }
    if (a === 0x1d && b === 0x72 && c !== undefined) {
      received.length -= 3;
      const answer = answerInTurn(printer.behaviour);
      if (answer.length > 0) {
        ofThisJob = 0;
        endJob();
      }
      return answer;
    }
    return null;
  };
  const printer: PrinterBrain = {
    behaviour: "ok",
    received: () => Uint8Array.from(received),
    startConnection: () => {
      ofThisJob = 0;
      dotsLeft = 0;
      jobStart = received.length;
    },
    endConnection: endJob,
    take: (bytes) => {
      const reply: number[] = [];
      const answer = (ends: PrinterAnswer["ends"]): PrinterAnswer => ({
        reply: Uint8Array.from(reply),
        ends,
      });
      for (const byte of bytes) {
        received.push(byte);
        ofThisJob += 1;
        if (dotsLeft > 0) {
          dotsLeft -= 1;
          continue;
        }
        dotsLeft = dotsAfter(received.slice(-8));
        const inTurn = received.at(-3) === 0x1d && received.at(-2) === 0x72;
        const answered = question();
        reply.push(...(answered ?? []));
        if (answered !== null && inTurn && printer.behaviour === "hungUpAfterJob") {
          return answer("inGoodOrder");
        }
        if (answered === null && ofThisJob > MIDDLE_OF_JOB_BYTES && printer.behaviour === "reset") {
          return answer("reset");
        }
      }
      return answer("no");
    },
  };
  return printer;
};

/** How many bytes of dots follow where the head of GS v 0 has just ended. */
const dotsAfter = ([a, b, c, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0]: readonly number[]): number =>
  a === 0x1d && b === 0x76 && c === 0x30 ? (xLow + xHigh * 256) * (yLow + yHigh * 256) : 0;

const answerAtOnce = (behaviour: PrinterBehaviour, question: number, middle: boolean): readonly number[] => {
  if (behaviour === "hang" || (behaviour === "deaf" && middle)) {
    return [];
  }
  const now = behaviour === "paperEndMidJob" && middle ? "paperEnd" : behaviour;
  return [(answers[now] ?? WELL)[question - 1] ?? 0x12];
};

const answerInTurn = (behaviour: PrinterBehaviour): readonly number[] =>
  ["hang", "deaf", "busy", "paperEnd", "paperEndMidJob"].includes(behaviour) ? [] : [0x00];
