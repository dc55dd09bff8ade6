import fc from "fast-check";
import { expect, test } from "vitest";
import { createCsvReader, type CsvRecord } from "../../../electron/services/catalogue/csv-reader.ts";

const readAll = (pieces: readonly string[]): readonly CsvRecord[] => {
  const reader = createCsvReader();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
};

const fieldsOf = (text: string) =>
  readAll([text]).map((record) => ("fields" in record ? record.fields : record.problem));

test.each([
  [
    "plain fields",
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "no line end at the end",
    "a,b\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "CRLF",
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a byte order mark",
    "\uFEFFa,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "quotes with a separator",
    'a,b\n"1,5",2\n',
    [
      ["a", "b"],
      ["1,5", "2"],
    ],
  ],
  [
    "doubled quotes",
    'a,b\n"5"" pipe",""""\n',
    [
      ["a", "b"],
      ['5" pipe', '"'],
    ],
  ],
  [
    "line breaks in a field",
    'a,b\n"one\r\ntwo",x\r\n3,4\n',
    [
      ["a", "b"],
      ["one\r\ntwo", "x"],
      ["3", "4"],
    ],
  ],
  [
    "a quote inside an unquoted field",
    'a,b\n5" pipe,"x"\n',
    [
      ["a", "b"],
      ['5" pipe', "x"],
    ],
  ],
  [
    "empty fields",
    'a,b,c\n,,\n"",,x\n',
    [
      ["a", "b", "c"],
      ["", "", ""],
      ["", "", "x"],
    ],
  ],
  [
    "blank lines",
    "a,b\n\n\r\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a quoted field at the very end",
    'a,b\n1,"2"',
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "quotes and CRLF",
    'a,b\r\n"1","2"\r\n"3","4"\r\n',
    [
      ["a", "b"],
      ["1", "2"],
      ["3", "4"],
    ],
  ],
  [
    "semicolons",
    "a;b\n1,5;2\n",
    [
      ["a", "b"],
      ["1,5", "2"],
    ],
  ],
  [
    "tabs",
    "a\tb\n1;2\t3\n",
    [
      ["a", "b"],
      ["1;2", "3"],
    ],
  ],
  [
    "separators in a quoted header",
    '"a;b;c",d\n1,2\n',
    [
      ["a;b;c", "d"],
      ["1", "2"],
    ],
  ],
  ["one column", "a\n1\n2\n", [["a"], ["1"], ["2"]]],
  ["nothing", "", []],
])("reads %s", (_what, text, expected) => {
  expect(fieldsOf(text)).toEqual(expected);
});

test("line numbers are those of an editor, also after line breaks in a field", () => {
  expect(readAll(['a,b\n"1\n2\n3",x\n\n4,5\n']).map(({ line }) => line)).toEqual([1, 2, 6]);
});

test("a quote that is never closed costs its own line only", () => {
  expect(readAll(['a,b\n"open,1\n2,3\n4,5\n'])).toEqual([
    { line: 1, fields: ["a", "b"] },
    { line: 2, problem: "a quote is opened and never closed" },
    { line: 3, fields: ["2", "3"] },
    { line: 4, fields: ["4", "5"] },
  ]);
});

test("a quote that is never closed in a long file is given up early", () => {
  const rest = Array.from({ length: 20_000 }, (_, index) => `${index},x`);
  const text = ["a,b", '"open,1', ...rest, ""].join("\n");
  const pieces = text.match(/[\s\S]{1,65536}/g) ?? [];
  const records = readAll(pieces);
  expect(records).toHaveLength(20_002);
  expect(records.filter((record) => "problem" in record)).toEqual([
    { line: 2, problem: "a quote is opened and never closed" },
  ]);
  expect(records.at(-1)).toEqual({ line: 20_002, fields: ["19999", "x"] });
});

test("text after a closing quote costs its own line only", () => {
  expect(fieldsOf('a,b\n"x"y,1\n2,3\n')).toEqual([
    ["a", "b"],
    "there is text after a closing quote",
    ["2", "3"],
  ]);
});

const cell = fc.string({
  unit: fc.constantFrom("a", "ş", '"', ",", ";", "\n", "\r\n", "\r", " ", "1"),
  maxLength: 6,
});
const quote = (value: string): string => `"${value.replaceAll('"', '""')}"`;

test("what was written by the rules is read back, however the text is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      fc.constantFrom("\n", "\r\n"),
      fc.infiniteStream(fc.integer({ min: 1, max: 7 })),
      (rows, lineEnd, sizes) => {
        const text = [["h1", "h2", "h3"], ...rows].map((row) => row.map(quote).join(",") + lineEnd).join("");
        const pieces: string[] = [];
        for (let at = 0; at < text.length;) {
          const size: number = sizes.next().value ?? 1;
          pieces.push(text.slice(at, at + size));
          at += size;
        }
        expect(
          readAll(pieces).map((record) => ("fields" in record ? record.fields : record.problem)),
        ).toEqual([["h1", "h2", "h3"], ...rows]);
      },
    ),
    { numRuns: 300 },
  );
});
