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

/** null: there is no key file. Throws when it cannot be read, or is no Ed25519 key. */
export const loadTillKey = (path: string): TillKey | null =>
  existsSync(path) ? toTillKey(createPrivateKey(readFileSync(path, "utf8"))) : null;

/** Only for a till whose journal has not begun: entries of an earlier key could never be continued. */
export const makeTillKey = (path: string): TillKey => {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  writeFileDurably(path, pem, OWNER_ONLY);
  return toTillKey(privateKey);
};

const OWNER_ONLY = 0o600;

const toTillKey = (privateKey: KeyObject): TillKey => {
  if (privateKey.asymmetricKeyType !== "ed25519") {
    throw new Error(`it is a key of type ${privateKey.asymmetricKeyType ?? "unknown"}, not ed25519`);
  }
  return {
    publicKey: createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString(),
    sign: (hash) => sign(null, Buffer.from(hash, "hex"), privateKey).toString("base64"),
  };
};
