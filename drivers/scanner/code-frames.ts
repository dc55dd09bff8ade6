/**
 * Owns cutting a scanner's bytes into codes: after each CR, LF or both, without the prefix and suffix that the scanner
 * was set to send. A frame that is too long, or no text, is dropped whole and told; the beginning of one that never ended
 * is forgotten, so that it cannot grow onto the next code.
 */
const MAX_FRAME_BYTES = 400;
const CR = 0x0d;
const LF = 0x0a;
const NUL = 0x00;

export interface FrameOptions {
  /** Sent before and after each code; empty where none is set. */
  readonly prefix: string;
  readonly suffix: string;
}

export type FrameProblem = "tooLong" | "garbage" | "halfFrame";

export interface CodeFrames {
  readonly take: (bytes: Uint8Array) => void;
  /** Nothing has come for so long that what had begun does not end. */
  readonly expire: () => void;
  /** The device went away: what had begun does not end. */
  readonly reset: () => void;
}

export interface FrameListener {
  readonly onCode: (code: string) => void;
  readonly onProblem: (problem: FrameProblem) => void;
}

export const createCodeFrames = (options: FrameOptions, listener: FrameListener): CodeFrames => {
  let frame: number[] = [];
  let isTooLong = false;

  const reset = (): void => {
    frame = [];
    isTooLong = false;
  };
  const end = (): void => {
    const text = isTooLong ? null : textOf(frame);
    const wasTooLong = isTooLong;
    const wasEmpty = frame.length === 0;
    reset();
    if (wasTooLong) {
      listener.onProblem("tooLong");
    } else if (text === null) {
      listener.onProblem("garbage");
    } else if (!wasEmpty) {
      const code = withoutFrame(text, options);
      if (code !== "") {
        listener.onCode(code);
      }
    }
  };
  return {
    take: (bytes) => {
      for (const byte of bytes) {
        if (byte === CR || byte === LF) {
          end();
        } else if (frame.length >= MAX_FRAME_BYTES) {
          isTooLong = true;
        } else if (byte !== NUL) {
          frame.push(byte);
        }
      }
    },
    expire: () => {
      if (frame.length > 0) {
        reset();
        listener.onProblem("halfFrame");
      }
    },
    reset,
  };
};

const strict = new TextDecoder("utf-8", { fatal: true });

/** Separators of GS1 and ISO 15434 (29 to 31, 4) belong to codes; any other control character to none. */
const textOf = (frame: readonly number[]): string | null => {
  if (
    frame.some(
      (byte) => (byte < 0x20 && ![0x04, 0x1d, 0x1e, 0x1f, 0x02, 0x03, 0x09].includes(byte)) || byte === 0x7f,
    )
  ) {
    return null;
  }
  try {
    return strict.decode(Uint8Array.from(frame));
  } catch {
    return null;
  }
};

const withoutFrame = (text: string, { prefix, suffix }: FrameOptions): string => {
  const start = prefix !== "" && text.startsWith(prefix) ? prefix.length : 0;
  const body = text.slice(start);
  return (suffix !== "" && body.endsWith(suffix) ? body.slice(0, -suffix.length) : body).trim();
};
