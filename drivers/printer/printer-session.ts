/**
 * Owns one conversation with an ESC/POS printer over an open channel: ask how it is, send the job once, ask in turn
 * whether it worked through all of it, and meanwhile ask at once whether it is still well.
 * Says "nothingSent" only before the first byte of the job was given to the channel.
 */
import type { PrintFailure, PrintFailureCause } from "../../domain/printing/print-failure.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { ByteChannel, ChannelEnd } from "./byte-channel.ts";
import { eitherTimer, startTimer, type JobTimer } from "./job-timer.ts";
import {
  decodeStatus,
  IN_TURN_QUESTION,
  isInTurnByte,
  isStatusByte,
  STATUS_QUESTIONS,
  type DecodedStatus,
} from "./printer-status.ts";
import { printFailure, type SendReceipt } from "./printer-transport.ts";

export interface SessionJob {
  readonly bytes: Uint8Array;
  /** Ends the session; started by the caller before it connected. */
  readonly deadline: JobTimer;
  /** false for printers that answer no question: then nothing is ever confirmed. */
  readonly givesStatus: boolean;
}

export interface PrinterSession {
  readonly send: (job: SessionJob) => Promise<Result<SendReceipt, PrintFailure>>;
  /** null asks nothing: the printer is reachable, and that is all that can be known. */
  readonly askStatus: (deadline: JobTimer | null) => Promise<Result<DecodedStatus, ChannelEnd>>;
}

/** How often a printer that is working is asked whether it is still well. */
const ASK_AGAIN_MS = 250;

export const createPrinterSession = (channel: ByteChannel): PrinterSession => {
  const link = createLink(channel);
  return {
    send: (job) => sendJob(link, job),
    askStatus: async (deadline) => (deadline === null ? ok(decodeStatus([])) : askStatus(link, deadline)),
  };
};

/** What came in so far, and a way to wait for more. */
interface Link {
  readonly channel: ByteChannel;
  readonly statusBytes: number[];
  answeredInTurn: boolean;
  end: ChannelEnd | null;
  changed: PromiseWithResolvers<void>;
}

const createLink = (channel: ByteChannel): Link => {
  const link: Link = {
    channel,
    statusBytes: [],
    answeredInTurn: false,
    end: null,
    changed: Promise.withResolvers(),
  };
  channel.onBytes((bytes) => {
    for (const byte of bytes) {
      if (isStatusByte(byte)) {
        link.statusBytes.push(byte);
      } else if (isInTurnByte(byte)) {
        link.answeredInTurn = true;
      }
    }
    wake(link);
  });
  channel.onEnd((end) => {
    link.end ??= end;
    wake(link);
  });
  return link;
};

const wake = (link: Link): void => {
  const { resolve } = link.changed;
  link.changed = Promise.withResolvers();
  resolve();
};

/** Waits until `read` gives a value, the channel ends or the timer has elapsed; what came in counts before the end does. */
const waitFor = async <T>(
  link: Link,
  read: () => T | null,
  timer: JobTimer,
): Promise<Result<T, ChannelEnd>> => {
  for (;;) {
    const value = read();
    if (value !== null) {
      return ok(value);
    }
    if (link.end !== null) {
      return err(link.end);
    }
    if (timer.isElapsed()) {
      return err({ cause: "timeout", detail: "no answer in time" });
    }
    await Promise.race([link.changed.promise, timer.elapsed]);
  }
};

const write = (link: Link, bytes: Uint8Array, timer: JobTimer): Promise<Result<true, ChannelEnd>> => {
  let taken: true | null = null;
  link.channel.write(bytes, () => {
    taken = true;
    wake(link);
  });
  return waitFor(link, () => taken, timer);
};

const askStatus = async (link: Link, deadline: JobTimer): Promise<Result<DecodedStatus, ChannelEnd>> => {
  link.statusBytes.length = 0;
  const answers: number[] = [];
  for (const question of STATUS_QUESTIONS) {
    const written = await write(link, question, deadline);
    if (!written.ok) {
      return written;
    }
    const answer = await waitFor(link, () => link.statusBytes.shift() ?? null, deadline);
    if (!answer.ok) {
      return answer;
    }
    answers.push(answer.value);
  }
  return ok(decodeStatus(answers));
};

const sendJob = async (link: Link, job: SessionJob): Promise<Result<SendReceipt, PrintFailure>> => {
  if (job.givesStatus) {
    const before = await askStatus(link, job.deadline);
    if (!before.ok) {
      return err(printFailure({ ...before.error, certainty: "nothingSent" }));
    }
    if (before.value.cause !== null) {
      return err(
        printFailure({ cause: before.value.cause, certainty: "nothingSent", detail: "before the job" }),
      );
    }
  }
  link.answeredInTurn = false;
  const written = await write(
    link,
    job.givesStatus ? join(job.bytes, IN_TURN_QUESTION) : job.bytes,
    job.deadline,
  );
  if (!written.ok) {
    return maybeSent(written.error);
  }
  return job.givesStatus ? confirmJob(link, job) : ok({ confirmed: false, paperNearEnd: false });
};

/**
 * The answer in turn confirms. Until it comes, trouble is found by asking at once; a printer that is well but still busy
 * when time is up has the job, unconfirmed.
 */
const confirmJob = async (link: Link, job: SessionJob): Promise<Result<SendReceipt, PrintFailure>> => {
  let wellSoFar: DecodedStatus | null = null;
  do {
    const pause = startTimer(ASK_AGAIN_MS);
    await waitFor(link, () => (link.answeredInTurn ? true : null), eitherTimer(pause, job.deadline));
    pause.stop();
    const answered = link.answeredInTurn;
    const status = await askStatus(link, job.deadline);
    if (!status.ok && status.error.cause !== "timeout") {
      return answered ? ok({ confirmed: true, paperNearEnd: false }) : maybeSent(status.error);
    }
    if (status.ok && status.value.cause !== null) {
      return maybeSent({ cause: status.value.cause, detail: "after the job" });
    }
    wellSoFar = status.ok ? status.value : wellSoFar;
    if (answered) {
      return ok({ confirmed: true, paperNearEnd: wellSoFar?.paperNearEnd ?? false });
    }
  } while (!job.deadline.isElapsed());
  return wellSoFar === null
    ? maybeSent({ cause: "timeout", detail: "no answer after the job" })
    : ok({ confirmed: false, paperNearEnd: wellSoFar.paperNearEnd });
};

const maybeSent = (end: {
  readonly cause: PrintFailureCause;
  readonly detail: string;
}): Result<never, PrintFailure> => err(printFailure({ ...end, certainty: "maybeSent" }));

const join = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
};
