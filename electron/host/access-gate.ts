/**
 * Owns who may talk to the browser host: only this machine, only a page that we served, only the person who
 * was given this start's address.
 * - Host must name this machine and our port (a DNS name that was rebound to 127.0.0.1 does not).
 * - The address's token is exchanged for a cookie that scripts cannot read and other sites cannot send.
 * - A WebSocket must come from our own page (Origin) and carry the cookie.
 * Cookies do not know ports, so the cookie's name does: two tills on one machine do not sign each other out.
 */
import { timingSafeEqual } from "node:crypto";

export interface AccessGate {
  /** The `Host` header names this machine and this port. */
  readonly isOurHost: (host: string | undefined) => boolean;
  /** The `Origin` header is the page that we served. */
  readonly isOurOrigin: (origin: string | undefined) => boolean;
  /** Who a token lets in; null: nobody. */
  readonly roleOfToken: (token: string) => PageRole | null;
  readonly hasSession: (role: PageRole, cookieHeader: string | undefined) => boolean;
  /** Value of the `Set-Cookie` header. */
  readonly sessionCookie: Readonly<Record<PageRole, string>>;
  /** The address to open, token included. */
  readonly entryUrl: Readonly<Record<PageRole, string>>;
}

/** The till's own page, or the customer display, which may only read what it shows. */
export type PageRole = "till" | "display";

interface PageSecrets {
  readonly token: string;
  readonly session: string;
}

export interface AccessGateOptions {
  readonly port: number;
  readonly till: PageSecrets;
  readonly display: PageSecrets;
}

export const createAccessGate = ({ port, ...secrets }: AccessGateOptions): AccessGate => {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  const cookieName = (role: PageRole): string => `${role}_${port}`;
  const cookie = (role: PageRole): string =>
    `${cookieName(role)}=${secrets[role].session}; HttpOnly; SameSite=Strict; Path=/`;
  const entry = (role: PageRole): string => `http://127.0.0.1:${port}/?token=${secrets[role].token}`;
  return {
    isOurHost: (host) => host !== undefined && hosts.has(host.toLowerCase()),
    isOurOrigin: (origin) => origin !== undefined && origins.has(origin.toLowerCase()),
    roleOfToken: (candidate) =>
      (["till", "display"] as const).find((role) => isSameSecret(candidate, secrets[role].token)) ?? null,
    hasSession: (role, header) =>
      cookieValues(header, cookieName(role)).some((value) => isSameSecret(value, secrets[role].session)),
    sessionCookie: { till: cookie("till"), display: cookie("display") },
    entryUrl: { till: entry("till"), display: entry("display") },
  };
};

const isSameSecret = (candidate: string, secret: string): boolean => {
  const a = Buffer.from(candidate);
  const b = Buffer.from(secret);
  return a.length === b.length && timingSafeEqual(a, b);
};

const cookieValues = (header: string | undefined, name: string): readonly string[] =>
  (header ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
