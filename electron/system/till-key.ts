/**
 * Owns the till's Ed25519 key pair. The private key lies beside the database in a file that only the till's user can
 * read (the browser host has no key store; the screen and docs/known-gaps.md say so). Signs journal hashes.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { writeFileDurably } from "./write-file-durably.ts";

export interface TillKey {
  /** SPKI PEM. */
  readonly publicKey: string;
  /** Ed25519 over the bytes of a hex hash; base64. */
  readonly sign: (hash: string) => string;
}

export const loadOrMakeTillKey = (path: string): TillKey => {
  const privateKey = existsSync(path) ? createPrivateKey(readFileSync(path, "utf8")) : makeKey(path);
  return {
    publicKey: createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString(),
    sign: (hash) => sign(null, Buffer.from(hash, "hex"), privateKey).toString("base64"),
  };
};

const OWNER_ONLY = 0o600;

const makeKey = (path: string): KeyObject => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  writeFileDurably(path, pem, OWNER_ONLY);
  return privateKey;
};
