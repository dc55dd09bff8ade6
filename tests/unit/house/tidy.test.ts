import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSourceFiles, rootDir, type SourceFile } from "../../support/source-files.ts";

const files = readSourceFiles();
const code = files.filter(({ path }) => /\.(ts|tsx|mts|mjs|js)$/.test(path));
const isTest = ({ path }: SourceFile): boolean => /\.(test|spec)\.tsx?$/.test(path);

/** Every place where a line says something, as "file:line: the line". */
const placesOf = (sources: readonly SourceFile[], pattern: RegExp): readonly string[] =>
  sources.flatMap(({ path, lines }) =>
    lines.flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
  );

/** Written in two halves, so that this file does not find itself. */
const word = (...halves: readonly string[]): string => halves.join("");

test("the repository is read", () => {
  expect(code.length).toBeGreaterThan(30);
});

test("no file or folder has a name that says nothing", () => {
  const vague =
    /(^|\/)((utils?|helpers?|common|misc|shared|lib|managers?)(\/|\.[a-z]+$)|(index|types)\.(ts|tsx|mjs|js)$)/;
  expect(files.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([]);
});

test("every module opens with what it owns", () => {
  const opens = ({ lines }: SourceFile): boolean => {
    const first = lines.find((line) => line.trim() !== "" && !line.startsWith("#!")) ?? "";
    return first.startsWith("/**") || first.startsWith("//");
  };
  const silent = code.filter((file) => !isTest(file) && !opens(file));
  expect(silent.map(({ path }) => `${path}:1`)).toEqual([]);
});

test("every migration opens with what it does", () => {
  const migrations = files.filter(({ path }) => path.startsWith("db/migrations/") && path.endsWith(".sql"));
  expect(
    migrations.filter(({ lines }) => !lines[0]?.startsWith("--")).map(({ path }) => `${path}:1`),
  ).toEqual([]);
});

test("no file is longer than 400 lines", () => {
  const mayBeLong = /^tests\/|\/locales\/|^db\/migrations\/|\.(json|md)$/;
  const long = files.filter(({ path, lines }) => !mayBeLong.test(path) && lines.length > 401);
  expect(long.map(({ path, lines }) => `${path}: ${lines.length - 1} lines`)).toEqual([]);
});

test("drizzle-orm is loaded in one place, the quick way", () => {
  const elsewhere = code.filter(({ path }) => path !== "db/drizzle.ts");
  expect(placesOf(elsewhere, /^import (?!type ).* from "drizzle-orm/)).toEqual([]);
});

test("screens hear keys and scans from the moment they are there: an effect after the paint is too late", () => {
  const late = /useEffect\([\s\S]{0,90}?(takeScans|answer[A-Z]\w*Keys?\(|onKeyDown)/;
  const screens = code.filter(({ path }) => path.startsWith("renderer/"));
  expect(screens.filter(({ lines }) => late.test(lines.join("\n"))).map(({ path }) => path)).toEqual([]);
  expect(placesOf(screens, /useLayoutEffect\(/).length).toBeGreaterThan(15);
});

test("nothing is left to do in code", () => {
  const words = [
    word("TO", "DO"),
    word("FIX", "ME"),
    word("X", "XX"),
    word("HA", "CK"),
    word("not imple", "mented"),
  ];
  expect(placesOf(code, new RegExp(`\\b(${words.join("|")})\\b`))).toEqual([]);
});

test("no test is switched off or alone", () => {
  const tests = code.filter(({ path }) => path.startsWith("tests/"));
  const narrowed = new RegExp(
    `\\b(it|test|describe)\\.(${word("sk", "ip")}|${word("on", "ly")}|todo|fails)\\b|\\bx(it|describe)\\(`,
  );
  expect(placesOf(tests, narrowed)).toEqual([]);
});

test("no type and no lint rule is silenced", () => {
  const silenced = [
    word(": a", "ny\\b"),
    word(" as a", "ny\\b"),
    word("@ts-", "(ignore|expect-error|nocheck)"),
    word("lint-", "disable"),
  ];
  expect(placesOf(code, new RegExp(silenced.join("|")))).toEqual([]);
});

test("the product does not know the workplace", () => {
  const product = files.filter(({ path }) => !/^(tests|scripts)\//.test(path));
  expect(placesOf(product, new RegExp(`${word("/wo", "rk/")}|${word("\\.\\./sha", "red")}`))).toEqual([]);
});

test("the screens ask for the machine's time in no other way than the linter sees", () => {
  const screens = code.filter(({ path }) => path.startsWith("renderer/"));
  expect(placesOf(screens, /\bnew Date\(\)/)).toEqual([]);
});

test("every migration has a test", () => {
  const untested = files
    .map(({ path }) => /^db\/migrations\/(.+)\.sql$/.exec(path)?.[1])
    .filter((name) => name !== undefined)
    .filter((name) => !existsSync(join(rootDir, "tests", "migration", `${name}.test.ts`)));
  expect(untested.map((name) => `tests/migration/${name}.test.ts is missing`)).toEqual([]);
});

const keysOf = (value: unknown, prefix = ""): readonly string[] =>
  typeof value !== "object" || value === null
    ? [prefix]
    : Object.entries(value).flatMap(([key, inner]) =>
        keysOf(inner, prefix === "" ? key : `${prefix}.${key}`),
      );

/** Languages have different plural forms: "items_one" and "items_other" are the same text. */
const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, "");

test("every language has every text", () => {
  const locales = files.filter(({ path }) => /^renderer\/locales\/[a-z]{2}\.json$/.test(path));
  const textKeys = new Map(
    locales.map(({ path, lines }) => {
      const content: unknown = JSON.parse(lines.join("\n"));
      return [path, new Set(keysOf(content).map(withoutPlural))] as const;
    }),
  );
  const allKeys = new Set([...textKeys.values()].flatMap((keys) => [...keys]));
  const missing = [...textKeys].flatMap(([path, keys]) =>
    [...allKeys].filter((key) => !keys.has(key)).map((key) => `${path}: ${key} is missing`),
  );
  expect(missing).toEqual([]);
});
