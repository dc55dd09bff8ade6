/** The Windows queue by a double of its share: what would be opened and written there. It has not run on Windows. */
import { describe, expect, it } from "vitest";
import {
  createSharedQueueTransport,
  type OpenShare,
} from "../../../../drivers/printer/shared-queue-transport.ts";

const job = Uint8Array.of(0x1b, 0x40, 0x41, 0x0a);

/** What happened at the share, in order. */
const share = (
  fault: { readonly open?: Error; readonly write?: Error; readonly gate?: Promise<void> } = {},
) => {
  const seen: string[] = [];
  const open: OpenShare = async (path) => {
    seen.push(`open ${path}`);
    await fault.gate;
    if (fault.open !== undefined) throw fault.open;
    return {
      writeFile: async (bytes) => {
        seen.push(`write ${Buffer.from(bytes).toString("hex")}`);
        if (fault.write !== undefined) throw fault.write;
      },
      close: async () => void seen.push("close"),
    };
  };
  return { seen, printer: createSharedQueueTransport("EPSON TM-T20 Receipt", open) };
};

describe("a Windows print queue", () => {
  it("gets a job once, as one raw file at its share, and is never called confirmed", async () => {
    const { seen, printer } = share();
    expect(await printer.send(job, { timeoutMs: 5000 })).toEqual({
      ok: true,
      value: { confirmed: false, paperNearEnd: false },
    });
    expect(seen).toEqual(["open \\\\localhost\\EPSON TM-T20 Receipt", "write 1b40410a", "close"]);
    expect(await printer.status({ timeoutMs: 5000 })).toMatchObject({ reachable: true, known: false });
    expect(seen).toHaveLength(3);
  });

  it.each([
    ["that is not shared", "ENOENT: no such file or directory", "offline"],
    ["of a service that is stopped", "UNKNOWN: unknown error", "offline"],
    ["that forbids printing", "EPERM: operation not permitted", "refused"],
  ])("%s took nothing", async (_, message, cause) => {
    const { printer } = share({ open: new Error(message) });
    expect(await printer.send(job, { timeoutMs: 5000 })).toMatchObject({
      ok: false,
      error: { cause, certainty: "nothingSent" },
    });
  });

  it("that breaks off may have the job, and the file is closed", async () => {
    const { seen, printer } = share({ write: new Error("EIO: i/o error") });
    expect(await printer.send(job, { timeoutMs: 5000 })).toMatchObject({
      ok: false,
      error: { cause: "refused", certainty: "maybeSent" },
    });
    expect(seen.at(-1)).toBe("close");
  });

  it("that opens too late gets nothing: the job was given back as not sent", async () => {
    const gate = Promise.withResolvers<void>();
    const { seen, printer } = share({ gate: gate.promise });
    expect(await printer.send(job, { timeoutMs: 50 })).toMatchObject({
      ok: false,
      error: { cause: "timeout", certainty: "nothingSent" },
    });
    gate.resolve();
    await expect.poll(() => seen.at(-1)).toBe("close");
    expect(seen).toHaveLength(2);
  });
});
