/** `npm run -s price` as a shop runs it: what stands on which stream, in which order, and with which exit code. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const rootDir = join(import.meta.dirname, "..", "..", "..");

/** `preload` is a module that runs first: it can break what no input is known to break. */
const runPrice = (args: readonly string[], input: string | Uint8Array, preload?: string) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...(preload === undefined ? [] : [`--import=data:text/javascript,${encodeURIComponent(preload)}`]),
      join(rootDir, "scripts", "price.ts"),
      ...args,
    ],
    { encoding: "utf8", cwd: rootDir, env: { ...process.env, NODE_NO_WARNINGS: "1" }, input },
  );
  return { status, stdout, stderr };
};

const caseOf = (sku: string): string =>
  JSON.stringify({
    schemaVersion: 1,
    currency: "EUR",
    at: "2026-11-20T12:00:00Z",
    basket: [{ sku, unitPrice: "1.00", quantity: "1" }],
  });

/** The answers in order: the first line's sku, or the problems. */
const answersIn = (stdout: string): readonly unknown[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => {
      const answer: { readonly lines?: readonly { readonly sku: string }[]; readonly error?: unknown } =
        JSON.parse(line);
      return answer.lines?.[0]?.sku ?? answer.error;
    });

describe("a defect of the program", () => {
  const BREAKS = `
    const write = JSON.stringify;
    JSON.stringify = (value, ...rest) => {
      if (value?.lines?.[0]?.sku === "BREAKS") throw new TypeError("no figure\\nhere");
      return write(value, ...rest);
    };`;
  const LINE = "$: expected a case that can be priced, got a defect of the program: no figure here";

  test("is answered in its place, and the other lines go on", () => {
    const input = [caseOf("A"), caseOf("BREAKS"), "{", caseOf("B")].join("\n");
    const run = runPrice(["--lines", "-"], input, BREAKS);
    expect(answersIn(run.stdout)).toEqual(["A", [LINE], [expect.stringContaining("$: expected JSON")], "B"]);
    expect(run).toMatchObject({ status: 1, stderr: "" });
  });

  test("of a single case is one line on standard error", () => {
    expect(runPrice(["-"], caseOf("BREAKS"), BREAKS)).toEqual({ status: 1, stdout: "", stderr: `${LINE}\n` });
  });

  test("is not what a bad case or a file that cannot be read is", () => {
    expect(runPrice(["--lines", "-"], "{\n")).toMatchObject({ status: 0, stderr: "" });
    expect(runPrice(["-"], "{")).toMatchObject({ status: 2, stdout: "" });
    for (const args of [["--lines", "gone.jsonl"], ["gone.jsonl"]]) {
      const stderr = "gone.jsonl: expected a file that can be read, got ENOENT\n";
      expect(runPrice(args, "")).toEqual({ status: 2, stdout: "", stderr });
    }
  });
});

describe("the text of a file", () => {
  test("is cut into lines at line feeds only, and blank lines are skipped", () => {
    const odd = caseOf("A\u2028B").replace("{", "{\r");
    const input = `${caseOf("çay")}\r\n\r\n  \n${odd}\n${caseOf("C\u2029D")}`;
    expect(answersIn(runPrice(["--lines", "-"], input).stdout)).toEqual(["çay", "A\u2028B", "C\u2029D"]);
  });

  test("may begin with a byte order mark", () => {
    const one = runPrice(["-"], `\uFEFF${caseOf("A")}`);
    expect(one).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(one.stdout)).toMatchObject({ lines: [{ sku: "A" }] });
    const lines = runPrice(["--lines", "-"], `\uFEFF${caseOf("A")}\n${caseOf("B")}\n`);
    expect(answersIn(lines.stdout)).toEqual(["A", "B"]);
  });
});

describe("output that cannot be written", () => {
  /** The command's standard output is `/dev/full`, or a pipe that nobody reads. */
  const runInto = async (args: readonly string[], stdout: number | "closed") => {
    const child = spawn(process.execPath, [join(rootDir, "scripts", "price.ts"), ...args], {
      cwd: rootDir,
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
      stdio: ["pipe", stdout === "closed" ? "pipe" : stdout, "pipe"],
    });
    child.stdout?.destroy();
    let stderr = "";
    child.stderr?.on("data", (bytes: Buffer) => (stderr += bytes.toString()));
    // The command may be gone before it has read all.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(`${caseOf("A")}\n${args.length > 1 ? caseOf("B") : ""}\n`);
    const [status]: unknown[] = await once(child, "close");
    return { status, stderr };
  };

  test.runIf(process.platform === "linux")("is said once, with exit code 1", async () => {
    const full = openSync("/dev/full", "w");
    const stderr = "standard output: expected a place that can be written, got ENOSPC\n";
    expect(await runInto(["-"], full)).toEqual({ status: 1, stderr });
    expect(await runInto(["--lines", "-"], full)).toEqual({ status: 1, stderr });
    closeSync(full);
  });

  test("is no error where the reader has gone", async () => {
    expect(await runInto(["-"], "closed")).toEqual({ status: 0, stderr: "" });
    expect(await runInto(["--lines", "-"], "closed")).toEqual({ status: 0, stderr: "" });
  });
});
