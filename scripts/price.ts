/**
 * Owns `npm run -s price -- case.json`, `-` for standard input, and `--lines FILE` for one case per line. Answers go
 * to standard output; a bad case leaves it empty, says one line per problem on standard error and exits with 2. A
 * defect of ours exits with 1 and shows no stack.
 */
import { createReadStream, readFileSync } from "node:fs";
import { priceSale } from "./price-sale.ts";
import { answerText } from "./price-text.ts";
import { textLines } from "./text-lines.ts";

const USAGE = "usage: npm run -s price -- case.json | - | --lines FILE | --sale RECEIPT [DATABASE]";

const EXIT_FAILED = 1;
const EXIT_BAD_INPUT = 2;

const fail = (lines: readonly string[], exitCode: number): void => {
  process.stderr.write(lines.map((line) => `${line}\n`).join(""));
  process.exitCode = exitCode;
};

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error ? String(error.code) : String(error);

const fileProblem = (file: string, error: unknown): string =>
  `${file}: expected a file that can be read, got ${codeOf(error)}`;

/** A reader that closes early (`| head`) is no error of ours; an answer that is lost otherwise is one. */
const stopWriting = (error: Error): never => {
  if (codeOf(error) === "EPIPE") {
    process.exit(0);
  }
  fail([`standard output: expected a place that can be written, got ${codeOf(error)}`], EXIT_FAILED);
  process.exit();
};

const priceOne = (file: string): void => {
  let text: string;
  try {
    // Unlike reading as "utf8", this leaves out a byte order mark.
    text = new TextDecoder().decode(readFileSync(file === "-" ? 0 : file));
  } catch (error) {
    fail([fileProblem(file, error)], EXIT_BAD_INPUT);
    return;
  }
  const answer = answerText(text);
  if (!answer.ok) {
    fail(answer.error.lines, answer.error.type === "Defect" ? EXIT_FAILED : EXIT_BAD_INPUT);
    return;
  }
  process.stdout.write(`${JSON.stringify(JSON.parse(answer.value), null, 2)}\n`);
};

/**
 * One case per line, one result per line, in order. Blank lines are skipped. A bad case is answered in its place and
 * leaves the exit code at 0; so is a defect, but then the code is 1.
 */
const priceLines = async (file: string): Promise<void> => {
  const input = file === "-" ? process.stdin : createReadStream(file);
  try {
    for await (const line of textLines(input)) {
      if (line.trim() === "") {
        continue;
      }
      const answer = answerText(line);
      if (!answer.ok && answer.error.type === "Defect") {
        process.exitCode = EXIT_FAILED;
      }
      const text = answer.ok ? answer.value : JSON.stringify({ error: answer.error.lines });
      if (!process.stdout.write(`${text}\n`)) {
        await new Promise((resolve) => process.stdout.once("drain", resolve));
      }
    }
  } catch (error) {
    fail([fileProblem(file, error)], EXIT_BAD_INPUT);
  }
};

const [first, second, ...rest] = process.argv.slice(2);
process.stdout.on("error", stopWriting);
if (first === "--lines" && second !== undefined && rest.length === 0) {
  await priceLines(second);
} else if (first === "--sale" && second !== undefined && rest.length <= 1) {
  process.exitCode = priceSale(second, rest[0]);
} else if (first !== undefined && !first.startsWith("--") && second === undefined) {
  priceOne(first);
} else {
  fail([USAGE], EXIT_BAD_INPUT);
}
