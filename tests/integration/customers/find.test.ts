/** Customers are found by whatever they show or say. */
import { expect, it } from "vitest";
import { openTestTill, signIn } from "../../support/test-till.ts";

it.each([
  ["2900000000018", ["Elif Yılmaz"]],
  ["0555 000 10 03", ["Zeynep Demir"]],
  ["+90555000101", ["Burak Koç", "Deniz Işık", "Elif Yılmaz"]],
  ["zeynep@", ["Zeynep Demir"]],
  ["isik", ["Deniz Işık"]],
  ["IŞIK den", ["Deniz Işık"]],
  ["elif", ["Elif Yılmaz", "Elif Yılmaz"]],
  ["elif ahmet", []],
  ["", []],
  ["%_'\"", []],
  ["\u0000", []],
])("%s", async (text, names) => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test);
  const found = await test.must("customer.find", { text });
  const shown = found.map(({ name }) => name ?? "");
  const inOrder = (list: readonly string[]) => list.toSorted((a, b) => a.localeCompare(b, "tr"));
  expect(inOrder(shown)).toEqual(inOrder(names));
  expect(JSON.stringify(found)).not.toContain("+90555000");
  await test.close();
});
