/** The brain of a fake ESC/POS printer: what it answers to status questions, and the bytes that it kept as jobs. */

/**
 * `hang` reads nothing; `deaf` answers until the job comes; `busy` is well but never gets to the end; `reset` drops the
 * connection in the middle of a job; `paperEndMidJob` runs out there.
 */
export type FakePrinterBehaviour =
  | "ok"
  | "refuse"
  | "hang"
  | "deaf"
  | "busy"
  | "reset"
  | "paperEnd"
  | "paperNearEnd"
  | "paperEndMidJob"
  | "coverOpen"
  | "cutter"
  | "hungUpAfterJob";

export interface FakePrinterAnswer {
  readonly reply: Uint8Array;
  /** The connection ends here. */
  readonly ends: "no" | "reset" | "inGoodOrder";
}

export interface FakePrinter {
  behaviour: FakePrinterBehaviour;
  /** Job bytes of all connections, questions taken out. */
  readonly received: () => Uint8Array;
  readonly startConnection: () => void;
  readonly take: (bytes: Uint8Array) => FakePrinterAnswer;
}

/** Answers to DLE EOT 1 to 4 (Epson's bits). */
const answers: Partial<Record<FakePrinterBehaviour, readonly number[]>> = {
  paperEnd: [0x1a, 0x32, 0x12, 0x7e],
  paperNearEnd: [0x12, 0x12, 0x12, 0x1e],
  coverOpen: [0x1a, 0x16, 0x12, 0x12],
  cutter: [0x1a, 0x52, 0x1a, 0x12],
};
const WELL = [0x12, 0x12, 0x12, 0x12];
const MIDDLE_OF_JOB_BYTES = 64;

export const createFakePrinter = (): FakePrinter => {
  const received: number[] = [];
  let ofThisJob = 0; // bytes of the job under way
  const printer: FakePrinter = {
    behaviour: "ok",
    received: () => Uint8Array.from(received),
    startConnection: () => {
      ofThisJob = 0;
    },
    take: (bytes) => {
      const reply: number[] = [];
      for (const byte of bytes) {
        received.push(byte);
        ofThisJob += 1;
        const [a, b, c] = received.slice(-3);
        const middle = ofThisJob > MIDDLE_OF_JOB_BYTES;
        if (a === 0x10 && b === 0x04 && c !== undefined) {
          received.length -= 3;
          ofThisJob -= 3;
          reply.push(...answerAtOnce(printer.behaviour, c, middle));
        } else if (a === 0x1d && b === 0x72 && c !== undefined) {
          received.length -= 3;
          const answer = answerInTurn(printer.behaviour);
          reply.push(...answer);
          ofThisJob = answer.length > 0 ? 0 : ofThisJob;
          if (printer.behaviour === "hungUpAfterJob") {
            return { reply: Uint8Array.from(reply), ends: "inGoodOrder" };
          }
        } else if (middle && printer.behaviour === "reset") {
          return { reply: Uint8Array.from(reply), ends: "reset" };
        }
      }
      return { reply: Uint8Array.from(reply), ends: "no" };
    },
  };
  return printer;
};

const answerAtOnce = (
  behaviour: FakePrinterBehaviour,
  question: number,
  middle: boolean,
): readonly number[] => {
  if (behaviour === "hang" || (behaviour === "deaf" && middle)) {
    return [];
  }
  const now = behaviour === "paperEndMidJob" && middle ? "paperEnd" : behaviour;
  return [(answers[now] ?? WELL)[question - 1] ?? 0x12];
};

const answerInTurn = (behaviour: FakePrinterBehaviour): readonly number[] =>
  ["hang", "deaf", "busy", "paperEnd", "paperEndMidJob"].includes(behaviour) ? [] : [0x00];
