import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rootDir } from "../../support/source-files.ts";

describe("the list of commands", () => {
  const readJson = (file: string): unknown => JSON.parse(readFileSync(join(rootDir, file), "utf8"));
  const { scripts } = readJson("package.json") as { scripts: Record<string, string> };

  const readCommands = async () => {
    const file = join(rootDir, "scripts", "commands.mjs");
    const module = (await import(file)) as { commands: Record<string, readonly string[]> };
    return module.commands;
  };

  test("is the list of npm scripts", async () => {
    const names = Object.keys(await readCommands());
    expect(scripts).toEqual(Object.fromEntries(names.map((name) => [name, `node scripts/run.mjs ${name}`])));
  });

  test("names files that exist", async () => {
    const missing = Object.entries(await readCommands()).filter(
      ([, [file = ""]]) => !existsSync(join(rootDir, file)),
    );
    expect(missing).toEqual([]);
  });
});

/** A fresh clone in small: our launcher, a command, and an npm that only writes down what it was asked. */
describe("the launcher", () => {
  let folder: string;

  const lock = (version: string) => JSON.stringify({ packages: { "": {}, "node_modules/zod": { version } } });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "launcher-"));
    mkdirSync(join(folder, "scripts"));
    for (const file of ["run.mjs", "commands.mjs", "install-packages.mjs"]) {
      copyFileSync(join(rootDir, "scripts", file), join(folder, "scripts", file));
    }
    writeFileSync(join(folder, "package-lock.json"), lock("4.6.7"));
    writeFileSync(
      join(folder, "scripts", "price.ts"),
      "console.log(JSON.stringify(process.argv.slice(2))); process.exit(7);",
    );
    writeFileSync(
      join(folder, "scripts", "journal.ts"),
      'process.on("SIGTERM", () => process.exit(5)); console.log("up"); setInterval(() => {}, 1000);',
    );
    writeFileSync(
      join(folder, "npm.cjs"),
      `const fs = require("node:fs");
       console.log("noise of npm");
       fs.appendFileSync("asked.txt", process.argv.slice(2).join(" ") + "\\n");
       if (process.env.NPM_FAILS) process.exit(1);
       fs.mkdirSync("node_modules", { recursive: true });
       fs.copyFileSync("package-lock.json", "node_modules/.package-lock.json");`,
    );
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const environment = () => ({ ...process.env, npm_execpath: join(folder, "npm.cjs") });

  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [join(folder, "scripts", "run.mjs"), ...args], {
      env: { ...environment(), ...env },
      encoding: "utf8",
    });

  const timesInstalled = (): number => {
    const file = join(folder, "asked.txt");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").length : 0;
  };

  test("installs what is missing, once, and passes arguments and exit code", () => {
    const first = run(["price", "case.json", "--explain", "a b"]);
    expect(first.status).toBe(7);
    expect(first.stdout).toBe('["case.json","--explain","a b"]\n');
    expect(first.stderr).toContain("Installing the packages");
    expect(run(["price"]).stdout).toBe("[]\n");
    expect(timesInstalled()).toBe(1);
  });

  test("installs again when the lock file has changed", () => {
    run(["price"]);
    writeFileSync(join(folder, "package-lock.json"), lock("4.6.8"));
    run(["price"]);
    expect(timesInstalled()).toBe(2);
  });

  test("believes packages that were installed by hand", () => {
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "node_modules", ".package-lock.json"), lock("4.6.7"));
    run(["price"]);
    expect(timesInstalled()).toBe(0);
  });

  test("does not believe an installation of other versions", () => {
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "node_modules", ".package-lock.json"), lock("4.0.0"));
    run(["price"]);
    expect(timesInstalled()).toBe(1);
  });

  test("without network it says what is missing and starts nothing", () => {
    const { status, stdout, stderr } = run(["price"], { NPM_FAILS: "1" });
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("The packages of package-lock.json are not installed");
    expect(stderr).toContain("On a till without network: copy this folder");
  });

  test("an unknown command is answered with the known ones", () => {
    const { status, stderr } = run(["strat"]);
    expect(status).toBe(1);
    expect(stderr).toContain('Unknown command "strat". Known: start, dev,');
  });

  test("a signal reaches the command, and its exit code comes back", async () => {
    const child = spawn(process.execPath, [join(folder, "scripts", "run.mjs"), "journal"], {
      env: environment(),
      stdio: ["ignore", "pipe", "ignore"],
    });
    const exited = new Promise((resolve) => child.once("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGTERM");
    expect(await exited).toBe(5);
  });

  /** As npm runs us: a shell that does not pass its signal on. */
  test.runIf(process.platform !== "win32")("ends the command when npm's shell is gone", async () => {
    const line = `"${process.execPath}" "${join(folder, "scripts", "run.mjs")}" journal; true`;
    const env = { ...environment(), npm_lifecycle_event: "journal" };
    const shell = spawn("sh", ["-c", line], { env, stdio: ["ignore", "pipe", "ignore"] });
    const closed = new Promise((resolve) => shell.stdout.once("close", resolve));
    await new Promise((resolve) => shell.stdout.once("data", resolve));
    shell.kill("SIGTERM");
    await closed;
  });
});
