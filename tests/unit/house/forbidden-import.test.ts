import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createHouseCopy, type HouseCopy } from "../../support/house-copy.ts";

let house: HouseCopy;

beforeEach(() => {
  house = createHouseCopy();
});

afterEach(() => house.remove());

describe("the compiler", () => {
  test("accepts the arrows that are drawn", () => {
    house.write("db/good.ts", 'import { row } from "../domain/row.ts";\nexport const good = row;\n');
    house.write("electron/good.ts", 'import { row } from "../db/row.ts";\nexport const good = row;\n');
    house.write("renderer/good.ts", 'import { row } from "../contracts/row.ts";\nexport const good = row;\n');
    for (const project of ["db", "electron", "renderer"]) {
      const { exitCode, output } = house.compile(project);
      expect(exitCode, output).toBe(0);
    }
  });

  test.each([
    ["domain", "contracts"],
    ["domain", "db"],
    ["contracts", "db"],
    ["db", "drivers"],
    ["db", "contracts"],
    ["drivers", "db"],
    ["drivers", "electron"],
    ["electron", "renderer"],
    ["renderer", "db"],
    ["renderer", "electron"],
  ])("refuses %s importing %s", (from, to) => {
    house.write(`${from}/bad.ts`, `import { row } from "../${to}/row.ts";\nexport const bad = row;\n`);
    const { exitCode, output } = house.compile(from);
    expect(exitCode).not.toBe(0);
    expect(output).toContain("TS6307");
    expect(output).toContain(`${from}/bad.ts(1,`);
  });

  test("refuses even a type that crosses", () => {
    house.write("domain/bad.ts", 'import type { Row } from "../db/shape.ts";\nexport type Bad = Row;\n');
    house.write("db/shape.ts", "export interface Row { readonly id: number }\n");
    expect(house.compile("domain").output).toContain("TS6307");
  });

  test.each([
    ["a page's window", "export const bad = window.name;\n", "TS2304"],
    ["a file", 'import { readFileSync } from "node:fs";\nexport const bad = readFileSync;\n', "TS2591"],
  ])("refuses %s in domain/", (_name, text, code) => {
    house.write("domain/bad.ts", text);
    expect(house.compile("domain").output).toContain(code);
  });
});

const lintOf = (path: string, text: string): string => {
  house.write(path, text);
  const { exitCode, output } = house.lint();
  return exitCode === 0 ? "" : output;
};

describe("the linter", () => {
  test("accepts a file that keeps the rules", () => {
    expect(lintOf("domain/good.ts", 'import { row } from "./row.ts";\nexport const good = row;\n')).toBe("");
  });

  test.each([
    ["a clock", "export const bad = Date.now();\n", "'Date'"],
    ["a date", "export const bad = new Date(0);\n", "'Date'"],
    ["chance", "export const bad = Math.random();\n", "'Math.random'"],
    ["a random id", "export const bad = crypto.randomUUID();\n", "'crypto"],
    ["a package", 'import { z } from "zod";\nexport const bad = z;\n', "'zod' import is restricted"],
    [
      "node:",
      'import { readFileSync } from "node:fs";\nexport const bad = readFileSync;\n',
      "'node:fs' import is restricted",
    ],
  ])("refuses %s in domain/", (_name, text, words) => {
    expect(lintOf("domain/bad.ts", text)).toContain(words);
  });

  test.each([
    ["electron/services/bad.ts", "electron"],
    ["electron/host/bad.ts", "electron"],
    ["electron/system/bad.ts", "electron"],
    ["db/bad.ts", "electron"],
    ["renderer/bad.ts", "electron"],
    ["electron/services/bad.ts", "../sync/push.ts"],
    ["electron/sync/bad.ts", "../services/complete-sale.ts"],
    ["electron/sync/bad.ts", "../../drivers/printer.ts"],
    ["electron/services/bad.ts", "../ipc/handle-call.ts"],
    ["electron/ipc/bad.ts", "../shell/main.ts"],
    ["electron/shell/bad.ts", "../services/complete-sale.ts"],
    ["db/bad.ts", "../drivers/printer.ts"],
    ["drivers/bad.ts", "../db/open-database.ts"],
    ["renderer/bad.ts", "../domain/pricing/price-basket.ts"],
    ["renderer/bad.ts", "node:fs"],
    ["contracts/bad.ts", "ws"],
  ])("refuses %s importing %s", (path, module) => {
    const text = `import { thing } from "${module}";\nexport const bad = thing;\n`;
    expect(lintOf(path, text)).toContain(`'${module}' import is restricted`);
  });

  test("the shell, and only the shell, imports electron", () => {
    const text = 'import { app } from "electron";\nexport const name = app;\n';
    expect(lintOf("electron/shell/window.ts", text)).not.toContain("restricted");
    expect(lintOf("electron/host/window.ts", text)).toContain("restricted");
  });

  test("the screens may use pricing's types", () => {
    house.write("domain/pricing/priced.ts", "export interface Priced {\n  readonly totalMinor: number;\n}\n");
    const text = 'import type { Priced } from "../domain/pricing/priced.ts";\nexport type Shown = Priced;\n';
    expect(lintOf("renderer/shown.ts", text)).toBe("");
  });

  test("clock, chance and ids are made in electron/system/ only", () => {
    const text = 'import { randomUUID } from "node:crypto";\nexport const seen = [randomUUID, Date.now()];\n';
    expect(lintOf("electron/system/clock.ts", text)).toBe("");
    const refused = lintOf("electron/services/clock.ts", text);
    expect(refused).toContain("'randomUUID' import from 'node:crypto' is restricted");
    expect(refused).toContain("'Date'");
  });
});
