/**
 * Owns every "no" of the shell: a page cannot leave, open windows, embed pages, ask for permissions or devices,
 * or reach the network. The till's screens need none of it; printers and scanners are main's, not the page's.
 */
import type { ShellContents, ShellSession } from "./electron-api.ts";
import { isPageUrl } from "./page-address.ts";

/** For every web contents that is ever created, ours or not. */
export const lockDownContents = (contents: ShellContents): void => {
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
};

export const lockDownSession = (session: ShellSession): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isLocalRequest(details.url) }));
};

/** Developer tools (never open in production) load their own pages. */
const isLocalRequest = (address: string): boolean =>
  isPageUrl(address) || address.startsWith("devtools://") || address.startsWith("data:image/");
