import { describe, expect, test } from "vitest";
import { answerOfGolden, goldenCases } from "./golden-pricing.ts";

describe("golden pricing cases", () => {
  test.each(goldenCases())("$name", (golden) => {
    const answer = answerOfGolden(golden);
    expect(golden.why).not.toBe("");
    expect(Object.keys(golden.byHand)).not.toEqual([]);
    expect(answer, golden.why).toMatchObject(golden.byHand);
    expect(answer).toEqual(golden.answer);
  });
});
