/**
 * Owns keeping one serial device connected: finds it by what it is, opens it, hears its errors from the first moment to
 * the last, and opens it again after a pause that grows to two seconds. Never throws; what is wrong is a state. Bytes go
 * to one listener; a flood of them closes the port for a while, so that a broken device cannot take the till's time.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import {
  findDevice,
  type DeviceIdentity,
  type LineSettings,
  type SerialPorts,
  type SerialStream,
} from "./serial-ports.ts";

export type PortState = "open" | "away" | "taken" | "failed" | "flooding";

export interface SupervisedPort {
  readonly state: () => PortState;
  /** Lost where the device is away: nothing that is sent later may be old. */
  readonly write: (bytes: Uint8Array) => void;
  readonly close: () => Promise<void>;
}

export interface SupervisedPortOptions {
  readonly ports: SerialPorts;
  readonly device: DeviceIdentity;
  readonly settings: LineSettings;
  readonly onBytes: (bytes: Uint8Array) => void;
  readonly onState: (state: PortState) => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
const WATCH_MS = 500;
const FLOOD_PAUSE_MS = 5000;
/** In one turn of watching. 115,200 bits a second carry 5,760; nobody scans or weighs that much. */
const FLOOD_BYTES = 30_000;

export const supervisePort = (options: SupervisedPortOptions): SupervisedPort => {
  let state: PortState = "away";
  let held: { readonly stream: SerialStream; readonly letGo: () => Promise<void> } | null = null;
  let pauseMs = FIRST_PAUSE_MS;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const setState = (next: PortState): void => {
    if (state !== next) {
      state = next;
      options.onState(next);
    }
  };
  const lose = (why: PortState): void => {
    held = null;
    if (closed) {
      return;
    }
    setState(why);
    timer = setTimeout(
      () => {
        opening = open();
      },
      why === "flooding" ? FLOOD_PAUSE_MS : pauseMs,
    );
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  };
  const open = async (): Promise<void> => {
    const opened = await openDevice(options);
    if (!opened.ok) {
      lose(opened.error);
    } else if (closed) {
      await closeStream(opened.value);
    } else {
      pauseMs = FIRST_PAUSE_MS;
      held = { stream: opened.value, letGo: listen(opened.value, options.onBytes, lose) };
      setState("open");
    }
  };
  let opening = open();
  return {
    state: () => state,
    write: (bytes) => {
      // An error of writing also comes as the stream's "error".
      held?.stream.write(bytes, () => {});
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await opening;
      await held?.letGo();
      held = null;
    },
  };
};

const openDevice = async ({
  ports,
  device,
  settings,
}: SupervisedPortOptions): Promise<Result<SerialStream, PortState>> => {
  try {
    const path = findDevice(device, device.vendorId === null ? [] : await ports.list());
    return path === null ? err("away") : ok(await ports.open(path, settings));
  } catch (error) {
    return err(stateOfError(error));
  }
};

/**
 * Hears a stream until it ends, which is told once; afterwards its errors are still caught and nothing else. A line that
 * was hung up reads as nothing for ever, and the library goes on reading without an error: asking the port for anything
 * else tells, and draining what was written is the cheapest.
 */
const listen = (
  stream: SerialStream,
  onBytes: (bytes: Uint8Array) => void,
  onLost: (why: PortState) => void,
): (() => Promise<void>) => {
  let isOver = false;
  let isAsking = false;
  let bytesInTurn = 0;
  const end = (): Promise<void> => {
    isOver = true;
    clearInterval(watch);
    return closeStream(stream);
  };
  const lose = (why: PortState): void => {
    if (!isOver) {
      void end();
      onLost(why);
    }
  };
  const watch = setInterval(() => {
    bytesInTurn = 0;
    if (!isAsking) {
      isAsking = true;
      stream.drain((error) => {
        isAsking = false;
        if (error instanceof Error) {
          lose("away");
        }
      });
    }
  }, WATCH_MS);
  stream.on("error", () => lose("away"));
  stream.on("close", () => lose("away"));
  stream.on("data", (bytes: Uint8Array) => {
    bytesInTurn += bytes.length;
    if (bytesInTurn > FLOOD_BYTES) {
      lose("flooding");
    } else if (!isOver) {
      onBytes(bytes);
    }
  });
  return end;
};

const closeStream = (stream: SerialStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.isOpen) {
      stream.close(() => resolve());
    } else {
      resolve();
    }
  });

/** Another program has it, or the operating system says no; or it is not there. */
const stateOfError = (error: unknown): PortState => {
  const text = error instanceof Error ? error.message : String(error);
  if (/lock|access denied|busy|temporarily unavailable|permission/i.test(text)) {
    return "taken";
  }
  return /no such file|file not found|no such device|ENOENT|ENXIO|unknown error code (2|31|433)/i.test(text)
    ? "away"
    : "failed";
};
