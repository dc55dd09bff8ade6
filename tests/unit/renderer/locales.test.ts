import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

type Texts = { readonly [key: string]: string | Texts };

const readTexts = (language: string): ReadonlyMap<string, string> => {
  const file = resolve(import.meta.dirname, `../../../renderer/locales/${language}.json`);
  const flatten = (texts: Texts, prefix: string): readonly (readonly [string, string])[] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === "string" ? [[prefix + key, value] as const] : flatten(value, `${prefix}${key}.`),
    );
  return new Map(flatten(JSON.parse(readFileSync(file, "utf8")) as Texts, ""));
};

const PLURAL = /_(zero|one|two|few|many|other)$/;

const english = readTexts("en");
const keysOf = (texts: ReadonlyMap<string, string>): readonly string[] =>
  [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, "_plural")))].toSorted();

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? "").toSorted();

describe.each(["tr", "es"])("%s", (language) => {
  const texts = readTexts(language);

  test("has the same texts as English", () => {
    expect(keysOf(texts)).toEqual(keysOf(english));
  });

  test("has every plural form that the language needs", () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = [...english.keys()].filter((key) => key.endsWith("_other"));
    for (const key of plurals) {
      for (const category of needed) {
        expect([...texts.keys()]).toContain(key.replace(/_other$/, `_${category}`));
      }
    }
  });

  test("fills in the same values", () => {
    for (const [key, text] of texts) {
      const source = english.get(key) ?? english.get(key.replace(PLURAL, "_other")) ?? "";
      const wanted = key.endsWith("_one")
        ? placeholders(source).filter((name) => name !== "count")
        : placeholders(source);
      const found = key.endsWith("_one")
        ? placeholders(text).filter((name) => name !== "count")
        : placeholders(text);
      expect({ key, found }).toEqual({ key, found: wanted });
    }
  });

  test("is translated", () => {
    const same = [...texts]
      .filter(([key, text]) => text.replaceAll(/\{\{\w+\}\}/g, "").length > 12 && english.get(key) === text)
      .map(([key]) => key);
    expect(same).toEqual([]);
  });
});

test("no text is empty or says please", () => {
  for (const language of ["en", "tr", "es"]) {
    for (const [key, text] of readTexts(language)) {
      expect({ key, empty: text.trim() === "" }).toEqual({ key, empty: false });
      expect(text).not.toMatch(/\b(please|lütfen|por favor)\b/i);
    }
  }
});
