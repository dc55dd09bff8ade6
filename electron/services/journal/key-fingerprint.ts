/** Owns the short form of a till's public key that people compare: "3F2A-91C0-...", 80 bits of its SHA-256. */
import { hash } from "node:crypto";

export const keyFingerprint = (publicKey: string): string =>
  (hash("sha256", publicKey.trim(), "hex").slice(0, 20).toUpperCase().match(/.{4}/g) ?? []).join("-");
