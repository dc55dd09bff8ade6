import { expect, test } from "vitest";
import { readHostOptions } from "../../../electron/host/host-options.ts";

test("left out, everything lies beneath the program's folder", () => {
  expect(readHostOptions([], "/opt/till")).toEqual({
    ok: true,
    value: {
      dataDir: "/opt/till/.data/till",
      port: 4599,
      demo: false,
      rendererDir: "/opt/till/out/renderer",
      readyJson: false,
    },
  });
});

test("every flag is read", () => {
  const args = ["--data-dir", "/d", "--port", "0", "--demo", "--renderer-dir=/r", "--ready-json"];
  expect(readHostOptions(args, "/opt/till")).toEqual({
    ok: true,
    value: { dataDir: "/d", port: 0, demo: true, rendererDir: "/r", readyJson: true },
  });
});

test.each([
  ["--port", "till"],
  ["--port", "65536"],
  ["--port=-1"],
  ["--port", "1.5"],
  ["--prot", "1"],
  ["leftover"],
])("%s %s is refused with a sentence", (...args) => {
  expect(readHostOptions(args, "/opt/till")).toMatchObject({ ok: false, error: { type: "BadHostOptions" } });
});
