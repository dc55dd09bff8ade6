/**
 * `npm run golden:update`: writes today's answers into the golden pricing cases. Read the difference before committing.
 * What was derived by hand stays as it is.
 */
import { writeFileSync } from "node:fs";
import { answerOfGolden, goldenCases } from "./golden-pricing.ts";

for (const golden of goldenCases()) {
  const { why, byHand, case: json } = golden;
  const answer = answerOfGolden(golden);
  writeFileSync(golden.file, `${JSON.stringify({ why, byHand, case: json, answer }, null, 2)}\n`);
}
