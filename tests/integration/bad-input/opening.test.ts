/** Every way in which a till cannot open: one sentence that a person understands, and the folder as it was. */
import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { TillPort } from "../../../electron/ipc/till-port.ts";
import { dataPaths, openTill } from "../../../electron/system/open-till.ts";
import { openTillMessage, type OpenTillError } from "../../../electron/system/open-till-message.ts";
import { startRunningTill } from "../../support/running-till.ts";

let folder: string;
let dataDir: string;
const open: TillPort[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "till-opening-"));
  dataDir = join(folder, "till");
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((till) => till.close()));
  rmSync(folder, { recursive: true, force: true });
});

const opens = async (): Promise<TillPort> => {
  const till = await openTill({ dataDir, demo: true });
  if (!till.ok) {
    throw new Error(till.error.message);
  }
  open.push(till.value);
  return till.value;
};

/** Whole sentences for a person: no codes, no stack, no program's words. */
const expectSentence = (message: string): void => {
  expect(message).toMatch(/^[A-Z/].*[.]$/s);
  expect(message.length).toBeGreaterThan(30);
  const words = message.replaceAll(/(?:\/[^\s/]+)+/g, "PATH");
  expect(words).not.toMatch(/SQLITE_|\bE[A-Z]{4,}\b|error:|Error:|\bat \w+ \(|undefined|null|\[object|\{|\}/);
};

const refusal = async (): Promise<{ readonly type: string; readonly message: string }> => {
  const till = await openTill({ dataDir, demo: true });
  if (till.ok) {
    open.push(till.value);
    throw new Error("It opened");
  }
  expectSentence(till.error.message);
  return till.error;
};

const OPEN_AND_SAY = `
  import { openTill } from "./electron/system/open-till.ts";
  const till = await openTill({ dataDir: process.argv[1], demo: true });
  console.log(JSON.stringify(till.ok ? { type: "it opened", message: "" } : till.error));
  process.exit(0);
`;

/** A till that was in use: one sale, closed in good order. */
const used = async (): Promise<void> => {
  const till = await opens();
  await till.call("session.signIn", { pin: "1111" });
  await till.call("shift.open", { float: { totalMinor: 0 } });
  await till.call("basket.scan", { code: "BAKERY-001" });
  expect(await till.call("payment.cash", { tenderedMinor: null })).toMatchObject({ ok: true });
  await till.close();
  open.length = 0;
};

const paths = () => dataPaths(dataDir);

const expectToOpenAgain = async (): Promise<void> => {
  const till = await opens();
  await till.call("session.signIn", { pin: "1111" });
  expect(await till.call("receipts.get", { receiptNumber: "S1-T1-000001" })).toMatchObject({ ok: true });
};

describe("the key", () => {
  it("is gone: the till does not make another one, and opens again when it is back", async () => {
    await used();
    const key = readFileSync(paths().key);
    rmSync(paths().key);
    expect(await refusal()).toMatchObject({ type: "KeyMissing" });
    expect(existsSync(paths().key)).toBe(false);
    writeFileSync(paths().key, key);
    await expectToOpenAgain();
  });

  it("is another one", async () => {
    await used();
    const key = readFileSync(paths().key);
    const other = generateKeyPairSync("ed25519")
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    writeFileSync(paths().key, other);
    expect(await refusal()).toMatchObject({ type: "KeyChanged" });
    expect(readFileSync(paths().key, "utf8")).toBe(other);
    writeFileSync(paths().key, key);
    await expectToOpenAgain();
  });

  it.each([
    ["rubbish", "not a key at all"],
    ["empty", ""],
    [
      "of another kind",
      generateKeyPairSync("ec", { namedCurve: "P-256" })
        .privateKey.export({ type: "pkcs8", format: "pem" })
        .toString(),
    ],
  ])("is %s", async (_what, content) => {
    await used();
    writeFileSync(paths().key, content);
    expect(await refusal()).toMatchObject({ type: "KeyUnreadable" });
    expect(readFileSync(paths().key, "utf8")).toBe(content);
  });

  it("is readable by its owner only", async () => {
    await used();
    const mode = (statSync(paths().key).mode & 0o777).toString(8);
    expect(mode).toBe("600");
  });
});

describe("the database", () => {
  it("is cut in half", async () => {
    await used();
    truncateSync(paths().database, 40 * 4096);
    const before = readFileSync(paths().database);
    expect(await refusal()).toMatchObject({ type: "Corrupt" });
    expect(readFileSync(paths().database).equals(before)).toBe(true);
  });

  it("is something else", async () => {
    mkdirSync(dataDir);
    writeFileSync(paths().database, "a letter to the tax office".repeat(500));
    expect(await refusal()).toMatchObject({ type: "NotADatabase" });
    expect(existsSync(paths().key)).toBe(false);
  });

  it("is a folder", async () => {
    mkdirSync(paths().database, { recursive: true });
    expect(await refusal()).toMatchObject({ type: "CannotOpen" });
  });

  it("is not writable", async () => {
    await used();
    chmodSync(dataDir, 0o777);
    chmodSync(folder, 0o755);
    for (const file of readdirSync(dataDir)) {
      chmodSync(join(dataDir, file), 0o666);
    }
    chmodSync(paths().database, 0o444);
    const before = readFileSync(paths().database);
    // A superuser writes whatever the mode says: the till is opened by somebody else.
    const asNobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ["--input-type=module", "-e", OPEN_AND_SAY, dataDir],
      {
        encoding: "utf8",
        cwd: join(import.meta.dirname, "..", "..", ".."),
        ...asNobody,
      },
    );
    expect(stderr).toBe("");
    const error = JSON.parse(stdout) as { readonly type: string; readonly message: string };
    expect(error.type).toBe("ReadOnly");
    expectSentence(error.message);
    expect(readFileSync(paths().database).equals(before)).toBe(true);
  });

  it("holds a broken setting: it is named, and nothing is changed", async () => {
    await used();
    const sqlite = new Database(paths().database);
    sqlite.prepare("UPDATE setting SET value = '42' WHERE key = 'store'").run();
    const keys = sqlite.prepare("SELECT key FROM setting ORDER BY key").pluck().all() as readonly string[];
    sqlite.prepare("UPDATE setting SET value = '[]'").run();
    const before = sqlite.prepare("SELECT * FROM setting").all();
    sqlite.close();
    const error = await refusal();
    expect(error.type).toBe("BrokenSetting");
    expect(keys.some((key) => error.message.includes(`"${key}"`))).toBe(true);
    const after = new Database(paths().database, { readonly: true });
    expect(after.prepare("SELECT * FROM setting").all()).toEqual(before);
    after.close();
  });
});

describe("the folder", () => {
  it("is a file", async () => {
    writeFileSync(dataDir, "a file");
    expect(await refusal()).toMatchObject({ type: "FolderRefused" });
    expect(readFileSync(dataDir, "utf8")).toBe("a file");
  });

  it("is in use by another till of this program, and free again once that closed", async () => {
    const first = await opens();
    expect(await refusal()).toMatchObject({ type: "SecondInstance" });
    await first.close();
    open.length = 0;
    await opens();
  });
});

describe("two programs on one folder", () => {
  it("the second says so and ends with 1; after kill -9 of the first, the next one opens and has its sale", async () => {
    const rendererDir = join(folder, "screens");
    mkdirSync(rendererDir);
    writeFileSync(join(rendererDir, "index.html"), "<html><head></head></html>");
    await used();
    const first = await startRunningTill({ dataDir, rendererDir });
    const error = await startRunningTill({ dataDir, rendererDir }).then(
      () => "it opened",
      (refused: unknown) => String(refused),
    );
    expect(error).toContain("exit code 1): A till is already open on");
    await first.kill();
    await expectToOpenAgain();
  });
});

describe("every message", () => {
  const path = "/data/till.sqlite";
  const errors: readonly OpenTillError[] = [
    { type: "SecondInstance", dataDir: "/data" },
    { type: "NoStore", dataDir: "/data" },
    { type: "BrokenSetting", key: "store" },
    { type: "FolderRefused", dataDir: "/data", detail: "not a folder" },
    { type: "KeyUnreadable", path: "/data/till-key.pem", detail: "no start line" },
    { type: "KeyMissing", path: "/data/till-key.pem" },
    { type: "KeyChanged", path: "/data/till-key.pem" },
    { type: "SqliteTooOld", found: "3.40.0", needed: "3.51.3" },
    { type: "DiskFull", detail: "SQLITE_FULL: database or disk is full", path },
    { type: "ReadOnly", detail: "SQLITE_READONLY: attempt to write a readonly database", path },
    { type: "Corrupt", detail: "SQLITE_CORRUPT: database disk image is malformed", path },
    { type: "NotADatabase", detail: "SQLITE_NOTADB: file is not a database", path },
    { type: "InUse", detail: "SQLITE_BUSY: database is locked", path },
    { type: "CannotOpen", detail: "unable to open database file", path },
    { type: "DiskError", detail: "disk I/O error", path },
  ];

  it.each(errors.map((error) => [error.type, error] as const))("%s is a sentence", (_type, error) => {
    expectSentence(openTillMessage(error));
  });
});
