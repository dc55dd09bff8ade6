import type { IpcMainInvokeEvent } from "electron";
import { expect, test } from "vitest";
import { err } from "../../../domain/result.ts";
import { answerCalls } from "../../../electron/shell/answer-calls.ts";
import { createElectronDouble } from "../../support/electron-double.ts";
import { createFakeTillPort, type FakeTillPort } from "../../support/fake-till-port.ts";

const from = (url: string, parent: object | null = null): IpcMainInvokeEvent =>
  ({ senderFrame: { url, parent } }) as unknown as IpcMainInvokeEvent;

const setUp = (till: FakeTillPort = createFakeTillPort()) => {
  const { api, handlers } = createElectronDouble();
  const bugs: string[] = [];
  answerCalls({ ipcMain: api.ipcMain, till, reportBug: (procedure) => bugs.push(procedure) });
  const call = async (event: IpcMainInvokeEvent, ...args: unknown[]) =>
    handlers.calls.get("till:call")?.(event, ...args);
  return { till, bugs, call, channels: [...handlers.calls.keys()] };
};

test("there is one channel and no other", () => {
  expect(setUp().channels).toEqual(["till:call"]);
});

test("our page's call reaches the till", async () => {
  const { call, till } = setUp();
  expect(await call(from("app://till/"), "basket.scan", { code: "1" })).toEqual({
    ok: true,
    value: { code: "1" },
  });
  expect(till.calls).toEqual([{ procedure: "basket.scan", payload: { code: "1" } }]);
});

test.each([
  "https://evil.example/",
  "file:///app/index.html",
  "app://other/",
  "app://till.evil.example/",
  "app://evil@till/",
  "http://till/",
  "about:blank",
  "data:text/html,hi",
  "",
])("a call from %s is refused and nothing happens", async (url) => {
  const { call, till } = setUp();
  await expect(call(from(url), "basket.scan", {})).rejects.toThrow("may not call");
  expect(till.calls).toEqual([]);
});

test("a frame inside our page is refused", async () => {
  const { call } = setUp();
  await expect(call(from("app://till/", { url: "app://till/" }), "basket.scan", {})).rejects.toThrow(
    "may not call",
  );
});

test("a frame that is gone is refused", async () => {
  const { call } = setUp();
  const event = { senderFrame: null } as unknown as IpcMainInvokeEvent;
  await expect(call(event, "basket.scan", {})).rejects.toThrow("may not call");
});

test.each([[[]], [["basket.scan"]], [[1, {}]], [[{ toString: "x" }, {}]], [["basket.scan", {}, "more"]]])(
  "the arguments %j are answered with what is wrong",
  async (args) => {
    const { call, till } = setUp();
    expect(await call(from("app://till/"), ...args)).toMatchObject({
      ok: false,
      error: { type: "MalformedMessage" },
    });
    expect(till.calls).toEqual([]);
  },
);

test("an error of the till crosses unchanged", async () => {
  const { call } = setUp(createFakeTillPort(async () => err({ type: "UnknownBarcode", code: "1" })));
  expect(await call(from("app://till/"), "basket.scan", {})).toEqual(
    err({ type: "UnknownBarcode", code: "1" }),
  );
});

test("a bug is reported here and says nothing to the page", async () => {
  const { call, bugs } = setUp(
    createFakeTillPort(async () => {
      throw new Error("column secret_pin does not exist");
    }),
  );
  expect(await call(from("app://till/"), "basket.scan", {})).toEqual(err({ type: "UnexpectedFailure" }));
  expect(bugs).toEqual(["basket.scan"]);
});
