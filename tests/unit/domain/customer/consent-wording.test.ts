/** Words that ask for consent have a version that rises by itself, the shop's own and the program's. */
import { expect, it } from "vitest";
import { withProgramTexts, withWording, wordingInUse } from "../../../../domain/customer/consent-wording.ts";
import {
  PROGRAM_TEXTS,
  PROGRAM_WORDING,
  versionOfTexts,
} from "../../../../domain/customer/program-wording.ts";

const CHANGED = { ...PROGRAM_TEXTS, tr: { ...PROGRAM_TEXTS.tr, sms: `${PROGRAM_TEXTS.tr.sms} ` } };

it("of the program is made of its words, in every language and channel", () => {
  const versions = new Set([PROGRAM_WORDING]);
  for (const language of ["en", "tr", "es"] as const) {
    for (const channel of ["marketing", "sms", "email"] as const) {
      const texts = { ...PROGRAM_TEXTS[language], [channel]: "Other words?" };
      versions.add(versionOfTexts({ ...PROGRAM_TEXTS, [language]: texts }));
    }
  }
  expect(versions.size).toBe(10);
  expect(versionOfTexts(structuredClone(PROGRAM_TEXTS))).toBe(PROGRAM_WORDING);
  expect(PROGRAM_WORDING).toMatch(/^program-[0-9a-f]{8}$/);
});

it("is kept with its words when the program brings others, and once only", () => {
  const first = withProgramTexts([], { texts: PROGRAM_TEXTS, atMs: 1 });
  expect(withProgramTexts(first, { texts: PROGRAM_TEXTS, atMs: 2 })).toBe(first);
  const second = withProgramTexts(first, { texts: CHANGED, atMs: 3 });
  expect(second.map(({ version, sinceMs }) => [version, sinceMs])).toEqual([
    [PROGRAM_WORDING, 1],
    [versionOfTexts(CHANGED), 3],
  ]);
  expect(second[0]?.texts).toEqual(PROGRAM_TEXTS);
});

it("of the shop holds before the program's", () => {
  expect(wordingInUse([])).toBe(PROGRAM_WORDING);
  expect(wordingInUse(withWording([], { texts: PROGRAM_TEXTS.en, atMs: 1 }))).toBe("shop-1");
});
