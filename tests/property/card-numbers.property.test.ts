import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { err, ok } from "../../domain/result.ts";
import type { CardApproval, CardTerminal } from "../../drivers/terminal/card-terminal.ts";
import { guardTerminal } from "../../drivers/terminal/guard-terminal.ts";
import { readAnswer } from "../../drivers/terminal/terminal-messages.ts";
import { maskCardNumbers, passesLuhn } from "../../drivers/terminal/mask-card-numbers.ts";

const digits = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(""));
const withCheckDigit = (start: string): string => {
  const last = Array.from("0123456789").find((digit) => passesLuhn(start + digit));
  return start + (last ?? "");
};
const cardNumber = fc.integer({ min: 12, max: 19 }).chain((length) => digits(length - 1).map(withCheckDigit));

/** As terminals write it: plain, grouped, as track data, or stuck to other digits. */
const written = (number: string): fc.Arbitrary<string> =>
  fc.constantFrom(
    number,
    number.replace(/(.{4})(?=.)/g, "$1 "),
    number.replace(/(.{4})(?=.)/g, "$1-"),
    `%B${number}^DOE/J^2512101`,
    `;${number}=25121010000012300000?`,
    `00${number}99`,
    `PAN:${number} OK`,
  );

const never = new AbortController().signal;
const request = { amountMinor: 100, currency: "EUR", reference: "till-1" };

const leakyTerminal = (number: string, text: string): CardTerminal => {
  const slip = { brand: text, last4: text, authCode: text, terminalId: text, reference: text };
  const extras = { pan: number, track2: text };
  const withExtras: CardApproval = { ...slip, ...extras };
  return {
    name: "leaky",
    pay: async () => ok(withExtras),
    refund: async ({ reverses }) =>
      reverses === undefined ? err({ type: "declined", reason: text }) : ok(withExtras),
    status: async () => ({ reachable: true, busy: false }),
    lastTransaction: async (reference) =>
      reference === "lost" ? err({ type: "unreachable", detail: text }) : ok(withExtras),
  };
};

describe("card numbers", () => {
  it("do not get past the guard, in whatever field a terminal puts them", async () => {
    await fc.assert(
      fc.asyncProperty(
        cardNumber.chain((number) => fc.tuple(fc.constant(number), written(number))),
        async ([number, text]) => {
          const terminal = guardTerminal(leakyTerminal(number, text));
          const seen = [
            await terminal.pay(request, never),
            await terminal.refund(request),
            await terminal.refund({ ...request, reverses: "till-0" }),
            await terminal.lastTransaction("till-1"),
            await terminal.lastTransaction("lost"),
          ];
          expect(seen[0]).toMatchObject({ error: { type: "leaked" } });
          expect(seen[2]).toMatchObject({ ok: true });
          expect(seen[3]).toMatchObject({ error: { type: "leaked" } });
          expect(JSON.stringify(seen).replace(/[ .-]/g, "")).not.toContain(number);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    [{ pan: "4111111111111111" }, true],
    [{ pan: 4111111111111111 }, true],
    [{ card: { tracks: [";5500000000000004=2512101"] } }, true],
    [{ text: "PAN 3400-000000-00009" }, true],
    [{ rrn: "612345678901", stan: "000123", at: "20261127150001" }, false],
    [{ merchant: "000000004111111" }, false],
    [{}, false],
  ])("%j beyond its protocol: %s", (beyond, tellsCardNumber) => {
    const told = { type: "approved", reference: "4111111111111111", amountMinor: 4_111_111, ...beyond };
    expect(readAnswer(JSON.stringify(told))).toMatchObject({ tellsCardNumber });
  });

  it.each([
    ["4111 1111 1111 1111", "****1111"],
    ["4111111111111111", "****1111"],
    ["４１１１１１１１１１１１１１１１", "****1111"],
    ["Approved 5500-0000-0000-0004.", "Approved ****0004."],
    ["083412", "083412"],
    ["Terminal 00012345", "Terminal 00012345"],
  ])("%s becomes %s", (text, masked) => {
    expect(maskCardNumbers(text)).toBe(masked);
  });
});
