/**
 * Owns opening an address in the person's own browser, where there is a screen to show it on.
 * Failing to open is not an error: the address is printed as well.
 */
import { spawn } from "node:child_process";

/** False on a server or in a test run: nobody could see a window. */
export const hasDisplay = (): boolean => {
  if (process.env["CI"] !== undefined) return false;
  if (process.platform !== "linux") return true;
  return Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"]);
};

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

export const openAddress = (address: string): void => {
  if (!hasDisplay()) return;
  const [file = "xdg-open", ...args] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(file, [...args, address], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
};
