import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readAsarPaths, readFuses, writePlaceholderElectron } from "../support/placeholder-electron.ts";
import { rootDir } from "../support/source-files.ts";

const nodeModules = join(rootDir, "node_modules");

const runNode = (args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: rootDir, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
};

interface ConfigModule {
  readonly getConfig: (
    folder: string,
    file: string | null,
    options: object | null,
  ) => Promise<Record<string, unknown>>;
  readonly validateConfiguration: (
    config: object,
    log: { isEnabled: boolean; add: () => void },
  ) => Promise<void>;
}

describe("electron-builder.yml", () => {
  const builder = createRequire(join(nodeModules, "app-builder-lib", "package.json"));
  const { getConfig, validateConfiguration } = builder("./out/util/config/config.js") as ConfigModule;
  const log = { isEnabled: false, add: () => undefined };

  test("is what electron-builder understands", async () => {
    await validateConfiguration(await getConfig(rootDir, "electron-builder.yml", null), log);
  });

  test("would be refused with a setting that does not exist", async () => {
    const config = await getConfig(rootDir, "electron-builder.yml", { asarUnpcak: true });
    await expect(validateConfiguration(config, log)).rejects.toThrow("asarUnpcak");
  });
});

describe("a directory package", () => {
  let folder: string;
  let paths: readonly string[];
  const resources = () => join(folder, "release", "linux-unpacked", "resources");

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "desktop-package-"));
    const electron = JSON.parse(readFileSync(join(nodeModules, "electron", "package.json"), "utf8")) as {
      version: string;
    };
    writePlaceholderElectron(join(folder, "electron"), electron.version);
    if (!existsSync(join(rootDir, "out", "main", "main.js"))) {
      runNode([join(nodeModules, "electron-vite", "bin", "electron-vite.js"), "build"]);
    }
    runNode([
      join(nodeModules, "electron-builder", "out", "cli", "cli.js"),
      "--linux",
      "dir",
      "--x64",
      `-c.electronDist=${join(folder, "electron")}`,
      `-c.directories.output=${join(folder, "release")}`,
    ]);
    paths = readAsarPaths(join(resources(), "app.asar"));
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("has the program, the screens and every migration", () => {
    const migrations = readdirSync(join(rootDir, "db", "migrations")).map((name) => `db/migrations/${name}`);
    const wanted = [
      "package.json",
      "out/main/main.js",
      "out/preload/preload.cjs",
      "out/renderer/index.html",
      "out/renderer/display.html",
      ...migrations,
    ];
    expect(paths).toEqual(expect.arrayContaining(wanted));
  });

  test("has the packages that main loads, and their binaries outside of the archive", () => {
    for (const name of ["better-sqlite3", "drizzle-orm", "serialport", "zod"]) {
      expect(paths).toContain(`node_modules/${name}/package.json`);
    }
    const unpacked = join(resources(), "app.asar.unpacked", "node_modules", "better-sqlite3", "prebuilds");
    expect(readdirSync(unpacked)).toContain("linux-x64.node");
  });

  test("has the letters that receipts are drawn with, in one weight", () => {
    const fonts = paths.filter(
      (path) => path.startsWith("node_modules/@fontsource/") && /\.woff2?$/.test(path),
    );
    expect(fonts).toContain(
      "node_modules/@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2",
    );
    expect(fonts.filter((path) => !path.endsWith("-400-normal.woff2"))).toEqual([]);
    const unpacked = join(resources(), "app.asar.unpacked", "node_modules", "@napi-rs");
    expect(readdirSync(unpacked)).toContain("canvas-linux-x64-gnu");
  });

  test("has no source, no test, no tool and no second Node", () => {
    const tops = new Set(paths.map((path) => path.split("/")[0]));
    expect(tops).toEqual(new Set(["db", "node_modules", "out", "package.json"]));
    const tools =
      /^node_modules\/(node-linux|node-win|electron|vite|vitest|typescript|react|@mantine|@playwright)/;
    expect(paths.filter((path) => tools.test(path))).toEqual([]);
  });

  test("has every fuse set", () => {
    expect(readFuses(join(folder, "release", "linux-unpacked", "tillwright"))).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
