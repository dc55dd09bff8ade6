import { describe, expect, test } from "vitest";
import { answerOfGolden, goldenCases } from "./golden-pricing.ts";

describe("golden pricing cases", () => {
  test.each(goldenCases())("$name", (golden) => {
    expect(answerOfGolden(golden)).toEqual(golden.answer);
  });
});
