import { createServer, type AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import {
  addressesBeside,
  findDeviceFiles,
  findOnNetwork,
  findQueues,
} from "../../../../drivers/printer/find-printers.ts";

let folder: string;
const pathBefore = process.env["PATH"];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-printers-"));
});
afterEach(() => {
  process.env["PATH"] = pathBefore;
  rmSync(folder, { recursive: true });
});

it.runIf(process.platform !== "win32")(
  "lists the queues that the system names, and none where it names none",
  async () => {
    process.env["PATH"] = `${folder}${delimiter}${pathBefore ?? ""}`;
    writeFileSync(join(folder, "lpstat"), "#!/bin/sh\nprintf 'Receipts\\nKitchen\\n'\n", { mode: 0o755 });
    expect(await findQueues()).toEqual(["Receipts", "Kitchen"]);
    writeFileSync(join(folder, "lpstat"), "#!/bin/sh\necho no; exit 1\n", { mode: 0o755 });
    expect(await findQueues()).toEqual([]);
    process.env["PATH"] = folder;
    rmSync(join(folder, "lpstat"));
    expect(await findQueues()).toEqual([]);
  },
);

it("lists the device files of printers, and none where there are none", async () => {
  for (const name of ["lp1", "lp0", "hiddev0"]) writeFileSync(join(folder, name), "");
  expect(await findDeviceFiles(folder)).toEqual([`${folder}/lp0`, `${folder}/lp1`]);
  expect(await findDeviceFiles(join(folder, "none"))).toEqual([]);
});

it("tries the addresses beside this machine's own, and no public one", () => {
  const own = (address: string, internal = false) => [{ address, internal }];
  const addresses = addressesBeside({
    lo: own("127.0.0.1", true),
    lan: own("192.168.1.7"),
    wide: own("8.8.8.8"),
    almost: own("172.32.0.1"),
    six: own("fe80::1"),
    second: own("10.0.0.254"),
    third: own("172.16.0.1"),
  });
  expect(addresses).toHaveLength(2 * 253);
  expect(addresses.every((address) => /^(192\.168\.1|10\.0\.0)\.\d+$/.test(address))).toBe(true);
  expect(addresses).not.toContain("192.168.1.7");
  expect(addressesBeside({ lo: own("127.0.0.1", true) })).toEqual([]);
});

it("finds who takes a connection, and sends it nothing", async () => {
  const heard: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on("data", (bytes) => heard.push(bytes));
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  // The second address of this machine takes no connection there.
  expect(await findOnNetwork(["127.0.0.2", "127.0.0.1"], port)).toEqual(["127.0.0.1"]);
  await new Promise((resolve) => server.close(resolve));
  expect(heard).toEqual([]);
});
