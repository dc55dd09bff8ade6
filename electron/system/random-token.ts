/**
 * Owns secrets that live as long as one start of the program: session tokens and style nonces.
 * From the operating system's random source; never from a seed, never stored.
 */
import { randomBytes } from "node:crypto";

/** 256 bits, safe in a URL, a cookie and an attribute. */
export const createRandomToken = (): string => randomBytes(32).toString("base64url");
