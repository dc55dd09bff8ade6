/** What is stored of a PIN: never the same twice, with the cost it was made at, and compared in constant time. */
import type * as NodeCrypto from "node:crypto";
import { scryptSync, timingSafeEqual } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { hashPin, pinMatches } from "../../../electron/system/pin-hash.ts";

vi.mock("node:crypto", async (original) => {
  const crypto = await original<typeof NodeCrypto>();
  return { ...crypto, timingSafeEqual: vi.fn(crypto.timingSafeEqual) };
});

/** As an earlier or a later version with another cost would have stored it. */
const hashedAt = (pin: string, [N, r, p]: readonly [number, number, number]): string => {
  const salt = Buffer.from("0123456789abcdef");
  const key = scryptSync(pin, salt, 32, { N, r, p, maxmem: 256 * 1024 * 1024 });
  return ["scrypt", N, r, p, salt.toString("base64url"), key.toString("base64url")].join("$");
};

beforeEach(() => {
  vi.mocked(timingSafeEqual).mockClear();
});

describe("a PIN's hash", () => {
  it("is another one each time, names its cost, and holds no PIN", async () => {
    const [one, other] = [hashPin("4711"), hashPin("4711")];
    expect(one).not.toBe(other);
    const [name, n, r, p, salt, key] = one.split("$");
    expect([name, n, r, p]).toEqual(["scrypt", "16384", "8", "1"]);
    expect(Buffer.from(salt ?? "", "base64url")).toHaveLength(16);
    expect(Buffer.from(key ?? "", "base64url")).toHaveLength(32);
    expect(salt).not.toBe(other.split("$")[4]);
    expect(one).not.toContain("4711");
    expect(await Promise.all([one, other].map((hash) => pinMatches("4711", hash)))).toEqual([true, true]);
  });

  it("matches its own PIN alone", async () => {
    const hash = hashPin("0815");
    for (const pin of ["0814", "815", "08150", "", "0815 "]) {
      expect(await pinMatches(pin, hash)).toBe(false);
    }
    expect(await pinMatches("0815", hash)).toBe(true);
  });

  it.each([
    [1024, 8, 1],
    [2048, 4, 2],
    [32_768, 8, 1],
  ] as const)("made at another cost (N %i, r %i, p %i) is still known", async (...cost) => {
    const hash = hashedAt("4711", cost);
    expect(await pinMatches("4711", hash)).toBe(true);
    expect(await pinMatches("4712", hash)).toBe(false);
  });

  it("is compared in constant time, right or wrong", async () => {
    const hash = hashedAt("4711", [1024, 8, 1]);
    await pinMatches("4711", hash);
    await pinMatches("9999", hash);
    expect(timingSafeEqual).toHaveBeenCalledTimes(2);
  });

  it("that is cut off, of another form or of an impossible cost opens to nobody", async () => {
    const hash = hashedAt("4711", [1024, 8, 1]);
    const [name, n, r, p, salt, key = ""] = hash.split("$");
    const stored = (...parts: readonly (string | undefined)[]): string => parts.join("$");
    for (const broken of [
      "",
      "4711",
      hash.slice(0, hash.lastIndexOf("$") + 1),
      // One character is no byte: an empty key.
      stored(name, n, r, p, salt, "A"),
      stored(name, n, r, p, salt, key.slice(0, 8)),
      stored("md5", n, r, p, salt, key),
      stored(name, "1000", r, p, salt, key),
      stored(name, "0", r, p, salt, key),
      stored(name, "4194304", "99", p, salt, key),
    ]) {
      expect(await pinMatches("4711", broken)).toBe(false);
    }
  });
});
