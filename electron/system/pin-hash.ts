/**
 * Owns turning a PIN into what may be stored, and checking one against it: scrypt with a random salt per person.
 * The form is `scrypt$N$r$p$salt$key` (base64url), so that the cost can rise without a migration. A PIN is short:
 * the cost slows guessing on a stolen file, the lock after failed tries stops it at the till.
 */
import {
  createHash,
  randomBytes,
  randomInt,
  scrypt,
  scryptSync,
  timingSafeEqual,
  type ScryptOptions,
} from "node:crypto";
import { BADGE_ALPHABET, BADGE_CHARACTERS, BADGE_PREFIX } from "../../domain/staff/badge.ts";

const COST = { N: 16384, r: 8, p: 1 } as const;
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const SHORTEST_KEY_BYTES = 16;

export const hashPin = (pin: string): string => {
  const salt = randomBytes(SALT_BYTES);
  const key = scryptSync(pin, salt, KEY_BYTES, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), key.toString("base64url")].join("$");
};

/** A badge is long and random: nobody guesses it from its hash, so it needs no salt and is found by it. */
export const hashBadge = (badge: string): string => createHash("sha256").update(badge).digest("base64url");

/** A badge that nobody has: 120 random bits. */
export const newBadge = (): string =>
  BADGE_PREFIX +
  Array.from({ length: BADGE_CHARACTERS }, () => BADGE_ALPHABET[randomInt(BADGE_ALPHABET.length)]).join("");

/** False also for a stored text of another form: nobody signs in with a hash that cannot be read. Off the main thread. */
export const pinMatches = async (pin: string, stored: string): Promise<boolean> => {
  const match = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/.exec(stored);
  const [, n, r, p, salt, key] = match ?? [];
  if (n === undefined || r === undefined || p === undefined || salt === undefined || key === undefined) {
    return false;
  }
  const expected = Buffer.from(key, "base64url");
  // An empty key is equal to any other: a hash that was cut off opens to nobody.
  if (expected.length < SHORTEST_KEY_BYTES) {
    return false;
  }
  const cost = { N: Number(n), r: Number(r), p: Number(p), maxmem: MOST_MEMORY_BYTES };
  try {
    return timingSafeEqual(
      await deriveKey(pin, { salt: Buffer.from(salt, "base64url"), bytes: expected.length, cost }),
      expected,
    );
  } catch {
    // A cost that scrypt refuses.
    return false;
  }
};

const MOST_MEMORY_BYTES = 256 * 1024 * 1024;

const deriveKey = (
  pin: string,
  how: { readonly salt: Buffer; readonly bytes: number; readonly cost: ScryptOptions },
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(pin, how.salt, how.bytes, how.cost, (error, key) => {
      if (error) {
        reject(error);
      } else {
        resolve(key);
      }
    });
  });
