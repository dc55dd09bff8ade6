/** Owns a device on a pseudo terminal: socat makes the port, the test is the device at its other end. */
import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeviceIdentity } from "../../drivers/serial/serial-ports.ts";

export const hasSocat = (): boolean => {
  try {
    execFileSync("socat", ["-V"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};

export interface PseudoDevice {
  readonly identity: DeviceIdentity;
  readonly plugIn: () => Promise<void>;
  readonly unplug: () => Promise<void>;
  readonly send: (bytes: string | Uint8Array) => void;
  /** What the till wrote to the device since it was plugged in. */
  readonly received: () => Buffer;
  /** Answers what the till writes. */
  answer: ((bytes: Buffer) => string | Uint8Array | null) | null;
  readonly throwAway: () => Promise<void>;
}

export const pseudoDevice = async (): Promise<PseudoDevice> => {
  const directory = await mkdtemp(join(tmpdir(), "pseudo-device-"));
  const path = join(directory, "port");
  let socat: ChildProcessWithoutNullStreams | null = null;
  let received: Buffer[] = [];
  const unplug = async (): Promise<void> => {
    const plugged = socat;
    socat = null;
    if (plugged !== null) {
      const gone = new Promise((resolve) => plugged.once("exit", resolve));
      plugged.kill();
      await gone;
      await rm(path, { force: true });
    }
  };
  const device: PseudoDevice = {
    identity: { path, vendorId: null, productId: null, serialNumber: null },
    answer: null,
    plugIn: async () => {
      const plugged = spawn("socat", [`pty,raw,echo=0,link=${path}`, "-"]);
      received = [];
      plugged.stdin.on("error", () => {});
      plugged.stdout.on("data", (bytes: Buffer) => {
        received.push(bytes);
        const reply = device.answer?.(bytes) ?? null;
        if (reply !== null) {
          plugged.stdin.write(reply);
        }
      });
      socat = plugged;
      while (!existsSync(path)) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    unplug,
    send: (bytes) => socat?.stdin.write(bytes),
    received: () => Buffer.concat(received),
    throwAway: async () => {
      await unplug();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return device;
};
