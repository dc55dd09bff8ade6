import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createProductRepository } from "../../db/repositories/products.ts";
import { makeTestFolder, openTestDatabase, testOptions } from "../support/test-database.ts";

const rootDir = join(import.meta.dirname, "..", "..");

const runImport = (folder: string, file: string, options: readonly string[] = []) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(rootDir, "scripts", "import.ts"), "products", file, "--data-dir", folder, ...options],
    { encoding: "utf8", cwd: rootDir, env: { ...process.env, INIT_CWD: folder, NODE_NO_WARNINGS: "1" } },
  );
  return { status, stdout, stderr };
};

const productsIn = (folder: string) => createProductRepository(openTestDatabase(testOptions(folder)));

test("a packed file is imported from the command line, with a summary and a report of what is bad", () => {
  const folder = makeTestFolder();
  const bad = Array.from({ length: 25 }, () => ",no sku,1.00\n").join("");
  writeFileSync(join(folder, "p.csv.gz"), gzipSync(`sku,name,price\nA,Simit,15.00\n${bad}B,Ekmek,12.50\n`));
  const run = runImport(folder, "p.csv.gz", ["--report", "bad.csv"]);
  expect(run.status).toBe(0);
  expect(run.stdout).toMatch(
    /rows read +27\nproducts in the file +2\ncreated +2\nupdated +0\nunchanged +0\nskipped +25\n/,
  );
  expect(run.stderr.split("\n")).toHaveLength(22);
  expect(run.stderr).toContain("line 3: no SKU; skipped\n");
  expect(run.stderr).toContain("... and 5 more\n");
  expect(readFileSync(join(folder, "bad.csv"), "utf8").split("\n")).toHaveLength(27);
  expect(productsIn(folder).findBySku("B")).toMatchObject({ name: "Ekmek", unitPriceMinor: 1250 });
});

test("a file that is not there makes no till", () => {
  const folder = makeTestFolder();
  const run = runImport(folder, "nothing.csv");
  expect(run.status).toBe(1);
  expect(run.stderr).toContain("nothing.csv cannot be read");
  expect(existsSync(join(folder, "till.sqlite"))).toBe(false);
});

test("a file that breaks off, or is in another encoding, imports nothing and says why", () => {
  const folder = makeTestFolder();
  const rows = Array.from({ length: 5000 }, (_, index) => `S${index},Product ${index * 7919}\n`).join("");
  const packed = gzipSync(`sku,name\n${rows}`);
  writeFileSync(join(folder, "cut.csv.gz"), packed.subarray(0, packed.length / 2));
  const cut = runImport(folder, "cut.csv.gz");
  expect(cut).toMatchObject({ status: 1, stdout: "" });
  expect(cut.stderr).toContain("Nothing of it was imported");
  writeFileSync(join(folder, "tr.csv"), Buffer.from("sku,name\nA,I\u00FE\u00FDk\n", "latin1"));
  const wrong = runImport(folder, "tr.csv");
  expect(wrong).toMatchObject({ status: 1, stdout: "" });
  expect(wrong.stderr).toContain("--encoding windows-1254");
  expect(runImport(folder, "tr.csv", ["--encoding", "windows-1254"]).status).toBe(0);
  const products = productsIn(folder);
  expect(products.count()).toBe(1);
  expect(products.findBySku("A")?.name).toBe("Işık");
});

test("a damaged database is named, and left as it is", () => {
  const folder = makeTestFolder();
  writeFileSync(
    join(folder, "till.sqlite"),
    "this is no database, and long enough to be read as a header".repeat(20),
  );
  writeFileSync(join(folder, "p.csv"), "sku\nA\n");
  const run = runImport(folder, "p.csv");
  expect(run.status).toBe(1);
  expect(run.stderr).toContain("is damaged and was left as it is");
});

const retail = join(rootDir, "..", "shared", "data", "online-retail.csv.gz");

test.runIf(existsSync(retail))("the retail file gives 4,070 items, and a second run changes none", () => {
  const folder = makeTestFolder();
  expect(runImport(folder, retail).stdout).toMatch(/created +4,070\n/);
  expect(runImport(folder, retail).stdout).toMatch(/created +0\nupdated +0\nunchanged +4,070\nskipped +6\n/);
  const products = productsIn(folder);
  expect(products.count()).toBe(4070);
  expect(products.findBySku("85123A")).toMatchObject({ name: "CREAM HANGING HEART T-LIGHT HOLDER" });
  expect(products.findBySku("21134")).toMatchObject({ name: "21134", unitPriceMinor: null });
});
