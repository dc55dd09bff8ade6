/**
 * Owns the answer to "are the packages of package-lock.json installed?", and `npm ci` when they are not.
 * A stamp in node_modules remembers the lock file's hash, so the usual answer costs one hash.
 * Runs on the machine's own Node (20 or newer) before any package exists: no npm package, no TypeScript.
 * Must write nothing on standard output: commands that produce data are started through it.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const stampName = ".tillwright-install";

const lockHash = (root) =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

/** Every package the lock file demands is present in the version it names; optional ones may be absent. */
const lockIsInstalled = (wanted, installed) =>
  Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link === true) return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version;
  });

const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages ?? {};

const installedByHand = (root) => {
  const hidden = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(hidden)) return false;
  return lockIsInstalled(packagesOf(join(root, "package-lock.json")), packagesOf(hidden));
};

const npmCommand = () => {
  const npmScript = process.env.npm_execpath;
  if (npmScript !== undefined && /\.c?js$/.test(npmScript))
    return { file: process.execPath, args: [npmScript], shell: false };
  return { file: "npm", args: [], shell: process.platform === "win32" };
};

/** The stale part of an npm run's own settings must not reach the nested npm. */
const runNpmCi = (root) => {
  const npm = npmCommand();
  const { npm_config_global: _global, npm_config_prefix: _prefix, ...env } = process.env;
  const args = [...npm.args, "ci", "--no-audit", "--no-fund", "--loglevel=error"];
  return spawnSync(npm.file, args, { cwd: root, env, shell: npm.shell, stdio: ["ignore", 2, 2] }).status ?? 1;
};

/** Returns null when everything is installed (perhaps only now), else a message for the person. */
export const installPackages = (root) => {
  const stamp = join(root, "node_modules", stampName);
  const hash = lockHash(root);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return null;
  if (!installedByHand(root)) {
    process.stderr.write("Installing the packages of package-lock.json (about a minute, once)...\n");
    if (runNpmCi(root) !== 0) {
      return [
        "The packages of package-lock.json are not installed, and `npm ci` could not install them.",
        "It needs the npm registry once. On a till without network: copy this folder with its node_modules",
        `from a machine with the same system (${process.platform} ${process.arch}), then start again.`,
      ].join("\n");
    }
  }
  writeFileSync(stamp, hash);
  return null;
};
