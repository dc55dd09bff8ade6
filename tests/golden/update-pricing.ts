/** `npm run golden:update`: writes today's answers into the golden pricing cases. Read the difference before committing. */
import { writeFileSync } from "node:fs";
import { answerOfGolden, goldenCases } from "./golden-pricing.ts";

for (const golden of goldenCases()) {
  const answer = answerOfGolden(golden);
  writeFileSync(golden.file, `${JSON.stringify({ case: golden.json, answer }, null, 2)}\n`);
}
