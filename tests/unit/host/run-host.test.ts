import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { err, ok } from "../../../domain/result.ts";
import { runHost, type RunHostDeps } from "../../../electron/host/run-host.ts";
import { createFakeTillPort, type FakeTillPort } from "../../support/fake-till-port.ts";

let folder: string;
let till: FakeTillPort;
let printed: string[];
let failures: string[];
let stop: () => void;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "till-run-"));
  writeFileSync(join(folder, "index.html"), "<html><head></head></html>");
  till = createFakeTillPort();
  printed = [];
  failures = [];
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const depsWith = (changes: Partial<RunHostDeps> = {}): RunHostDeps => ({
  openTill: async () => ok(till),
  createToken: () => "token",
  processId: 42,
  print: (line) => printed.push(line),
  printError: (line) => failures.push(line),
  stopRequested: new Promise<void>((resolve) => (stop = resolve)),
  ...changes,
});

const options = (changes: { port?: number; readyJson?: boolean } = {}) => ({
  dataDir: folder,
  port: 0,
  demo: true,
  rendererDir: folder,
  readyJson: false,
  ...changes,
});

test("says where it is, and closes the till when told to stop", async () => {
  const ended = runHost(depsWith(), options());
  await expect.poll(() => printed.length).toBe(1);
  expect(printed[0]).toMatch(
    /^The till is open: http:\/\/127\.0\.0\.1:\d+\/\?token=token {2}\(Ctrl\+C closes it\)$/,
  );
  stop();
  expect(await ended).toBe(0);
  expect(till.isClosed()).toBe(true);
});

test("one JSON line tells a program where it is", async () => {
  const ended = runHost(depsWith(), options({ readyJson: true }));
  await expect.poll(() => printed.length).toBe(1);
  const ready: unknown = JSON.parse(printed[0] ?? "");
  expect(ready).toEqual({ url: expect.stringContaining("token=token"), port: expect.any(Number), pid: 42 });
  stop();
  await ended;
});

test("a till that cannot open ends with its own sentence", async () => {
  const message = "Another till is already open on this data folder.";
  expect(await runHost(depsWith({ openTill: async () => err({ message }) }), options())).toBe(1);
  expect(failures).toEqual([message]);
});

test("a taken port closes the till again and says what to do", async () => {
  const first = runHost(depsWith(), options({ readyJson: true }));
  await expect.poll(() => printed.length).toBe(1);
  const stopFirst = stop;
  const { port } = JSON.parse(printed[0] ?? "") as { port: number };
  const second = createFakeTillPort();
  expect(await runHost(depsWith({ openTill: async () => ok(second) }), options({ port }))).toBe(1);
  expect(failures).toEqual([
    `Port ${port} is taken, perhaps by another till on this machine. Close it, or choose another with --port.`,
  ]);
  expect(second.isClosed()).toBe(true);
  stopFirst();
  await first;
});

test("without built screens it says how to build them, and opens nothing", async () => {
  rmSync(join(folder, "index.html"));
  let opened = false;
  const openTill = async () => {
    opened = true;
    return ok(till);
  };
  expect(await runHost(depsWith({ openTill }), options())).toBe(1);
  expect(failures[0]).toContain("Run: npm start");
  expect(opened).toBe(false);
});
