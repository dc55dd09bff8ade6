/**
 * Owns what the renderer's page is allowed to do: the content security policy and the other headers of a page.
 * Nothing inline runs: scripts come from our own files; the one style element (the component library's) carries
 * a nonce that is new with every start. Used by the browser host and by the Electron shell, so that both are as strict.
 */

/** "self": the page talks to its own host over HTTP and WebSocket. "none": the page has no network at all (Electron). */
export type PageNetwork = "self" | "none";

const contentSecurityPolicy = (nonce: string, network: PageNetwork): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src '${network}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join("; ");

/** Headers of every answer; the policy is on all of them, so that no file can be opened as a looser page. */
export const pageHeaders = (nonce: string, network: PageNetwork): Readonly<Record<string, string>> => ({
  "content-security-policy": contentSecurityPolicy(nonce, network),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "x-frame-options": "DENY",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()",
});

/** The page reads its nonce from this element, for the styles that it inserts itself. */
const nonceElement = (nonce: string): string => `<meta property="csp-nonce" nonce="${nonce}">`;

/** Puts the nonce element at the start of the head. A page without a head is a broken build and throws. */
export const injectNonce = (html: string, nonce: string): string => {
  const head = /<head[^>]*>/i.exec(html);
  if (head === null) throw new Error("The renderer's index.html has no <head>.");
  const end = head.index + head[0].length;
  return `${html.slice(0, end)}${nonceElement(nonce)}${html.slice(end)}`;
};
