/**
 * Owns `npm run check`: types and folder arrows, house rules, format, and what nobody uses.
 * Two steps at a time; one line per step, and a failed step's own words beneath it.
 */
import { runTool, type ToolName } from "./run-tool.ts";

interface Step {
  readonly name: string;
  readonly tool: ToolName;
  readonly args: readonly string[];
}

const steps: readonly Step[] = [
  { name: "types and folder arrows", tool: "tsc", args: ["-b", "--pretty"] },
  { name: "house rules", tool: "oxlint", args: ["--deny-warnings"] },
  { name: "format", tool: "oxfmt", args: ["--check"] },
  { name: "nothing unused", tool: "knip", args: ["--no-config-hints"] },
];

const runStep = async (step: Step): Promise<boolean> => {
  const startedMs = performance.now();
  const { exitCode, output } = await runTool(step.tool, step.args, "keep");
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${exitCode === 0 ? "ok    " : "FAILED"}  ${step.name} (${seconds} s)`);
  if (exitCode !== 0) console.log(output.trimEnd());
  return exitCode === 0;
};

const takeSteps = async (waiting: Step[]): Promise<boolean> => {
  let allOk = true;
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    if (!(await runStep(step))) allOk = false;
  }
  return allOk;
};

const waiting = [...steps];
const results = await Promise.all([takeSteps(waiting), takeSteps(waiting)]);
process.exitCode = results.every(Boolean) ? 0 : 1;
