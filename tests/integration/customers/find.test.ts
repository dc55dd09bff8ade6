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

it("who came in before names were indexed by card, phone and email, and by name once the index was rebuilt", async () => {
  const test = openTestTill({ dataDir: ":memory:" });
  await signIn(test, "manager");
  test.till.db.sqlite.exec(
    "DELETE FROM customer_word WHERE customer_id = (SELECT id FROM customer WHERE name LIKE 'Zeynep%')",
  );
  const found = async (text: string) => (await test.must("customer.find", { text })).map(({ name }) => name);
  expect(await found("zeynep")).toEqual([]);
  expect(await found("zeynep@")).toEqual(["Zeynep Demir"]);
  expect(await found("0555 000 10 03")).toEqual(["Zeynep Demir"]);
  await test.must("search.rebuild", {});
  expect(await found("zeynep")).toEqual(["Zeynep Demir"]);
  expect(await found("demir")).toEqual(["Zeynep Demir"]);
  expect(await found("elif")).toHaveLength(2);
  await test.close();
});
