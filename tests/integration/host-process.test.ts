import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startRunningTill, type RunningTill } from "../support/running-till.ts";

let folder: string;
let rendererDir: string;
const running: RunningTill[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "host-process-"));
  rendererDir = mkdtempSync(join(tmpdir(), "host-screens-"));
  writeFileSync(join(rendererDir, "index.html"), "<html><head></head></html>");
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((till) => till.kill()));
  for (const dir of [folder, rendererDir]) rmSync(dir, { recursive: true, force: true });
});

const start = async (dataDir = join(folder, "till"), demo = true): Promise<RunningTill> => {
  const till = await startRunningTill({ dataDir, rendererDir, demo });
  running.push(till);
  return till;
};

describe("a till as a process", () => {
  test("opens, closes cleanly when asked, and opens again on the same data", async () => {
    const first = await start();
    expect((await fetch(first.url, { redirect: "manual" })).status).toBe(303);
    expect(await first.stop()).toBe(0);
    expect(first.errors()).toBe("");
    const second = await start(first.dataDir);
    expect(second.url).not.toBe(first.url);
    expect(await second.stop()).toBe(0);
  });

  test("opens again after a power cut", async () => {
    const first = await start();
    await first.kill();
    expect(await (await start(first.dataDir)).stop()).toBe(0);
  });

  test("a second one on the same data says so and leaves the first alone", async () => {
    const first = await start();
    await expect(start(first.dataDir)).rejects.toThrow(/exit code 1\): A till is already open on/);
    expect((await fetch(first.url, { redirect: "manual" })).status).toBe(303);
  });
});

describe("a till that cannot open says why", () => {
  test("there is no store yet", async () => {
    await expect(start(join(folder, "till"), false)).rejects.toThrow("There is no store in");
  });

  test("the data folder is not a folder", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "a file");
    await expect(start(file)).rejects.toThrow(`The folder ${file} cannot be used`);
    expect(readFileSync(file, "utf8")).toBe("a file");
  });

  test("the database is damaged: it is left as it was", async () => {
    const first = await start();
    await first.stop();
    const database = join(first.dataDir, "till.sqlite");
    const damaged = Buffer.concat([
      Buffer.from("not a database at all, "),
      readFileSync(database).subarray(100),
    ]);
    writeFileSync(database, damaged);
    await expect(start(first.dataDir)).rejects.toThrow("is damaged and was left as it is");
    expect(readFileSync(database).equals(damaged)).toBe(true);
  });
});
