/**
 * Owns a folder that looks like Electron's distribution to the packager, for machines without Electron's binary:
 * a program that cannot run but carries a fuse wire, so that the fuses are really set and can be read back.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const fuseSentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";

/** In the order of the wire, version 1. */
const fuseNames = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
] as const;

/** Every fuse starts as the opposite of what a till wants. */
const unsafeWire = "10110001";

export const writePlaceholderElectron = (folder: string, version: string): void => {
  mkdirSync(join(folder, "locales"), { recursive: true });
  mkdirSync(join(folder, "resources"));
  const wire = Buffer.concat([
    Buffer.from(fuseSentinel),
    Buffer.from([1, unsafeWire.length]),
    Buffer.from(unsafeWire),
  ]);
  writeFileSync(join(folder, "electron"), Buffer.concat([Buffer.from("placeholder "), wire]), {
    mode: 0o755,
  });
  writeFileSync(join(folder, "version"), version);
  writeFileSync(join(folder, "LICENSE"), "placeholder");
  writeFileSync(join(folder, "LICENSES.chromium.html"), "placeholder");
  writeFileSync(join(folder, "locales", "en-US.pak"), "placeholder");
};

/** Reads the fuses back from a packaged program. */
export const readFuses = (program: string): Readonly<Record<string, boolean>> => {
  const bytes = readFileSync(program);
  const start = bytes.indexOf(fuseSentinel) + fuseSentinel.length + 2;
  return Object.fromEntries(
    fuseNames.map((name, index) => [name, bytes[start + index] === "1".charCodeAt(0)]),
  );
};

interface AsarFolder {
  readonly files?: Readonly<Record<string, AsarFolder>>;
}

/** Paths inside an asar archive: its header is JSON after four 32-bit lengths. */
export const readAsarPaths = (archive: string): readonly string[] => {
  const bytes = readFileSync(archive);
  const header = JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString("utf8")) as AsarFolder;
  const pathsOf = (folder: AsarFolder, prefix: string): readonly string[] =>
    Object.entries(folder.files ?? {}).flatMap(([name, entry]) => [
      `${prefix}${name}`,
      ...pathsOf(entry, `${prefix}${name}/`),
    ]);
  return pathsOf(header, "");
};
