/**
 * Owns `npm run -s price -- case.json`, `-` for standard input, and `--lines FILE` for one case per line. Answers go
 * to standard output; a bad case leaves it empty, says one line per problem on standard error and exits with 2.
 */
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { problemLine } from "../contracts/pricing-case.ts";
import { priceSale } from "./price-sale.ts";
import { priceText } from "./price-text.ts";

const USAGE = "usage: npm run -s price -- case.json | - | --lines FILE | --sale RECEIPT [DATABASE]";

const EXIT_BAD_INPUT = 2;

const fail = (lines: readonly string[]): void => {
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
  process.exitCode = EXIT_BAD_INPUT;
};

const fileProblem = (file: string, error: unknown): string => {
  const code =
    typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);
  return `${file}: expected a file that can be read, got ${code}`;
};

const priceOne = (file: string): void => {
  let text: string;
  try {
    text = readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    fail([fileProblem(file, error)]);
    return;
  }
  const answer = priceText(text);
  if (!answer.ok) {
    fail(answer.error.map(problemLine));
    return;
  }
  process.stdout.write(`${JSON.stringify(JSON.parse(answer.value), null, 2)}\n`);
};

/** One case per line, one result per line, in order; a bad case is answered in its place. Blank lines are skipped. */
const priceLines = async (file: string): Promise<void> => {
  const input = file === "-" ? process.stdin : createReadStream(file);
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === "") {
        continue;
      }
      const answer = priceText(line);
      const text = answer.ok ? answer.value : JSON.stringify({ error: answer.error.map(problemLine) });
      if (!process.stdout.write(`${text}\n`)) {
        await new Promise((resolve) => process.stdout.once("drain", resolve));
      }
    }
  } catch (error) {
    fail([fileProblem(file, error)]);
  }
};

const [first, second, ...rest] = process.argv.slice(2);
// A reader that closes early (`| head`) is no error of ours.
process.stdout.on("error", () => process.exit(0));
if (first === "--lines" && second !== undefined && rest.length === 0) {
  await priceLines(second);
} else if (first === "--sale" && second !== undefined && rest.length <= 1) {
  process.exitCode = priceSale(second, rest[0]);
} else if (first !== undefined && !first.startsWith("--") && second === undefined) {
  priceOne(first);
} else {
  fail([USAGE]);
}
