/**
 * How soon a serial device that went away is back, on a clock that the test drives. The ports here are doubles: what real
 * ones do when a device is pulled out is tested on pseudo terminals in tests/integration/serial.
 */
import { Duplex } from "node:stream";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { SerialPorts, SerialStream } from "../../../../drivers/serial/serial-ports.ts";
import { supervisePort, type PortState } from "../../../../drivers/serial/supervised-port.ts";

const SETTINGS = { baudRate: 9600, dataBits: 8, parity: "none" } as const;
const DEVICE = { path: "/dev/ttyACM0", vendorId: null, productId: null, serialNumber: null };
const BACK_WITHIN_MS = 5000;

/** A port whose device is there or not. */
const createBench = () => {
  let isThere = true;
  let stream: SerialStream | null = null;
  const open = async (): Promise<SerialStream> => {
    if (!isThere) {
      throw new Error("Error: No such file or directory, cannot open /dev/ttyACM0");
    }
    let isOpen = true;
    const opened = Object.assign(new Duplex({ read: () => {}, write: (_chunk, _encoding, done) => done() }), {
      drain: (callback: (error: Error | null) => void) => callback(isThere ? null : new Error("EIO")),
      close: (callback: (error: Error | null) => void) => {
        isOpen = false;
        callback(null);
      },
    });
    Object.defineProperty(opened, "isOpen", { get: () => isOpen });
    stream = opened as unknown as SerialStream;
    return stream;
  };
  return {
    ports: { list: async () => [], open } satisfies SerialPorts,
    unplug: (isTold: boolean): void => {
      isThere = false;
      if (isTold) {
        stream?.emit("close");
      }
    },
    plugIn: (): void => {
      isThere = true;
    },
    send: (bytes: string): void => void stream?.emit("data", Buffer.from(bytes)),
  };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("a device that was away for however long is back within five seconds, and is heard", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 3_600_000 }), fc.boolean(), async (awayMs, isTold) => {
      const bench = createBench();
      const states: PortState[] = [];
      const heard: string[] = [];
      const port = supervisePort({
        ports: bench.ports,
        device: DEVICE,
        settings: SETTINGS,
        onBytes: (bytes) => heard.push(Buffer.from(bytes).toString()),
        onState: (state) => states.push(state),
      });
      await vi.advanceTimersByTimeAsync(0);
      expect(port.state()).toBe("open");
      bench.unplug(isTold);
      // Where nobody tells of it, the port is asked twice a second.
      await vi.advanceTimersByTimeAsync(isTold ? awayMs : Math.max(awayMs, 600));
      expect(port.state()).toBe("away");
      bench.plugIn();
      await vi.advanceTimersByTimeAsync(BACK_WITHIN_MS);
      expect(port.state()).toBe("open");
      bench.send("8690526000015\r");
      expect(heard).toEqual(["8690526000015\r"]);
      expect(states).toEqual(["open", "away", "open"]);
      await port.close();
    }),
    { numRuns: 15 },
  );
});

it("is not asked more often than once in two seconds while it stays away", async () => {
  const bench = createBench();
  bench.unplug(false);
  const open = vi.fn<SerialPorts["open"]>(bench.ports.open);
  const port = supervisePort({
    ports: { ...bench.ports, open },
    device: DEVICE,
    settings: SETTINGS,
    onBytes: () => {},
    onState: () => {},
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(open.mock.calls.length).toBeLessThan(40);
  await port.close();
});
