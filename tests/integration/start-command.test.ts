import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rootDir } from "../support/source-files.ts";

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), "start-command-"))));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** `npm start` as on a machine without a screen. */
const npmStart = (flags: readonly string[]) => {
  const args = [join(rootDir, "scripts", "run.mjs"), "start", "--port", "0", "--data-dir", dataDir, ...flags];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, CI: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", errors: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (said.errors += chunk.toString("utf8")));
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, said, exited };
};

const addressOf = (text: string): string | undefined =>
  /^The till is open: (http:\/\/127\.0\.0\.1:\d+\/\?token=\S+) /m.exec(text)?.[1];

test("npm start builds, opens a till, says where it is, and ends when told to", async () => {
  const { child, said, exited } = npmStart([]);
  await expect.poll(() => addressOf(said.out), { timeout: 50_000 }).toBeDefined();
  expect(said.errors).toContain("There is no display for Electron: the till runs in the browser host.");
  const response = await fetch(addressOf(said.out) ?? "", { redirect: "manual" });
  expect(response.status).toBe(303);
  child.kill("SIGTERM");
  expect(await exited).toBe(0);
});

test("a second npm start on the same data says why it does not open", async () => {
  const first = npmStart(["--browser"]);
  await expect.poll(() => addressOf(first.said.out), { timeout: 50_000 }).toBeDefined();
  expect(first.said.errors).not.toContain("Electron");
  const second = npmStart(["--browser"]);
  expect(await second.exited).toBe(1);
  expect(second.said.errors).toContain("A till is already open on");
  first.child.kill("SIGTERM");
  await first.exited;
});
