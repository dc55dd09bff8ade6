import bwip from "bwip-js/node";
import fc from "fast-check";
import { expect, it } from "vitest";
import { code128Bars } from "../../../../domain/printing/code128-bars.ts";

/** Widths as another program draws them. */
const independent = (text: string): readonly number[] => {
  // "^104" begins in code set B and stays there.
  const [drawn] = bwip.raw({ bcid: "code128", text: `^104${text}`, raw: true } as never) as unknown as [
    { readonly sbs: readonly number[] },
  ];
  return drawn.sbs;
};

it("draws what an independent program draws", () => {
  const numbered = (text: string): string =>
    [...text].map((character) => `^${String(character.charCodeAt(0) - 32).padStart(3, "0")}`).join("");
  fc.assert(
    fc.property(
      fc
        .array(fc.integer({ min: 32, max: 126 }), { minLength: 1, maxLength: 24 })
        .map((codes) => String.fromCharCode(...codes)),
      (text) => {
        expect(code128Bars(text)).toEqual(independent(numbered(text)));
      },
    ),
    { numRuns: 60 },
  );
  expect(code128Bars("İ")).toBeNull();
  expect(code128Bars("")).toBeNull();
});
