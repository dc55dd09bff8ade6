/**
 * Owns which browser the end-to-end tests drive, and how it gets onto a machine that has none.
 * In this order: the one in TILLWRIGHT_BROWSER, an installed Chromium, Chrome or Edge, the packaged Chromium
 * (Linux x64, unpacked once from an npm package, no network), else Playwright's own.
 * The packaged one brings its libraries and fonts; without the font setting every text would be drawn blank.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

export interface TestBrowser {
  readonly name: string;
  /** Undefined: Playwright's own. */
  readonly executablePath: string | undefined;
  /** Added to the environment of the browser. */
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

const rootDir = join(import.meta.dirname, "..", "..");
const cacheDir = join(rootDir, ".cache", "chromium");

const installedPaths: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/usr/bin/microsoft-edge-stable",
    "/usr/bin/microsoft-edge",
  ],
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

const quietArgs = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Unpacks the packaged browser when it is the one; quick when that has been done before. */
export const prepareTestBrowser = (): TestBrowser => {
  const args = isRoot() ? ["--no-sandbox", ...quietArgs] : quietArgs;
  const installed = findInstalled();
  if (installed !== undefined) return { name: installed, executablePath: installed, env: {}, args };
  if (process.platform === "linux" && process.arch === "x64") return packagedBrowser();
  return { name: "Playwright's Chromium", executablePath: undefined, env: {}, args };
};

/** Chromium refuses its own process isolation under root. */
const isRoot = (): boolean => process.getuid?.() === 0;

const findInstalled = (): string | undefined => {
  const wanted = process.env["TILLWRIGHT_BROWSER"];
  if (wanted !== undefined && wanted !== "") return wanted;
  return installedPaths[process.platform]?.find((path) => existsSync(path));
};

const packagedBrowser = (): TestBrowser => {
  if (!existsSync(join(cacheDir, "chromium"))) unpackBrowser();
  return {
    name: "packaged Chromium",
    executablePath: join(cacheDir, "chromium"),
    env: { LD_LIBRARY_PATH: join(cacheDir, "lib"), FONTCONFIG_FILE: join(cacheDir, "fonts.conf") },
    args: ["--no-sandbox", "--disable-gpu", ...quietArgs],
  };
};

/** Unpacked beside its place and moved there whole, so that a stopped run leaves nothing half done. */
const unpackBrowser = (): void => {
  const require = createRequire(import.meta.url);
  const archives = join(dirname(require.resolve("@sparticuz/chromium")), "..", "bin");
  const target = `${cacheDir}.${process.pid}`;
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "chromium"), brotliDecompressSync(readFileSync(join(archives, "chromium.br"))), {
    mode: 0o755,
  });
  for (const name of ["al2023", "swiftshader", "fonts"]) {
    const tar = join(target, `${name}.tar`);
    writeFileSync(tar, brotliDecompressSync(readFileSync(join(archives, `${name}.tar.br`))));
    execFileSync("tar", ["xf", tar, "-C", target]);
    rmSync(tar);
  }
  writeFileSync(join(target, "fonts.conf"), fontSettings());
  rmSync(cacheDir, { recursive: true, force: true });
  renameSync(target, cacheDir);
};

const fontSettings = (): string =>
  [
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    `<fontconfig><dir>${join(cacheDir, "fonts")}</dir><dir>/usr/share/fonts</dir>`,
    `<cachedir>${join(cacheDir, "fontcache")}</cachedir></fontconfig>`,
  ].join("\n");
