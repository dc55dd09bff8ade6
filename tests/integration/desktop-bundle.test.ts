import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rootDir } from "../support/source-files.ts";

interface Step {
  readonly step: string;
  readonly detail: unknown;
}

let dataDir: string;

const runNode = (args: readonly string[]) =>
  spawnSync(process.execPath, args, {
    cwd: rootDir,
    env: { ...process.env, TILLWRIGHT_DATA_DIR: dataDir },
    encoding: "utf8",
  });

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "desktop-bundle-"));
  if (existsSync(join(rootDir, "out", "main", "main.js"))) return;
  runNode([join(rootDir, "node_modules", "electron-vite", "bin", "electron-vite.js"), "build"]);
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** The bundle has other paths than the sources: what it finds there (migrations, packages) is shown by running it. */
test("the built main program opens a till, shows the page, answers a call and ends", () => {
  const hooks = pathToFileURL(join(rootDir, "tests", "support", "register-electron-stub.ts")).href;
  const { status, stdout, stderr } = runNode([
    "--import",
    hooks,
    join(rootDir, "out", "main", "main.js"),
    "--demo",
  ]);
  expect(stderr).toBe("");
  const steps = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Step);
  expect(steps.map(({ step }) => step).filter((step) => step !== "event")).toEqual([
    "sandbox",
    "window",
    "page",
    "call",
  ]);
  const detailOf = (wanted: string) => steps.find(({ step }) => step === wanted)?.detail;
  expect(detailOf("window")).toBe(join(rootDir, "out", "preload", "preload.cjs"));
  expect(detailOf("page")).toBe(200);
  expect(detailOf("call")).toMatchObject({ ok: true });
  expect(status).toBe(0);
  expect(readdirSync(dataDir)).not.toEqual([]);
  // The thread that checks the books is a file of its own beside it, found by its name.
  expect(existsSync(join(rootDir, "out", "main", "books-worker.js"))).toBe(true);
});
