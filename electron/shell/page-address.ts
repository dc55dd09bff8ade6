/**
 * Owns the address of the screens inside Electron and the two channels between them and main.
 * Everything that decides "is this ours?" asks here.
 */

export const pageScheme = "app";
export const pageUrl = "app://till/";
/** Of the customer display. */
export const displayUrl = "app://till/display.html";

export const callChannel = "till:call";
export const eventChannel = "till:event";

/** A custom scheme's `origin` is opaque outside Electron, so scheme and host are compared. */
export const isPageUrl = (address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${pageScheme}:` && url.host === "till" && url.username === "";
};

/** The display's page, which may only read what it shows. */
export const isDisplayUrl = (address: string): boolean =>
  isPageUrl(address) && URL.parse(address)?.pathname === "/display.html";
