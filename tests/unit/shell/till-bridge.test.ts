import type { IpcRenderer } from "electron";
import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { createTillBridge } from "../../../electron/shell/till-bridge.ts";

const createIpc = () => {
  const events = new EventEmitter();
  const invoked: unknown[][] = [];
  const ipc = Object.assign(events, {
    invoke: async (...args: unknown[]) => {
      invoked.push(args);
      return { ok: true, value: 1 };
    },
  }) as unknown as IpcRenderer;
  return { bridge: createTillBridge(ipc), events, invoked };
};

test("the page gets two functions and nothing of Electron", () => {
  expect(Object.keys(createIpc().bridge)).toEqual(["call", "onEvent"]);
});

test("a call goes over the one channel", async () => {
  const { bridge, invoked } = createIpc();
  expect(await bridge.call("basket.scan", { code: "1" })).toEqual({ ok: true, value: 1 });
  expect(invoked).toEqual([["till:call", "basket.scan", { code: "1" }]]);
});

test("a listener gets the message without Electron's event, until it stops", () => {
  const { bridge, events } = createIpc();
  const heard: unknown[][] = [];
  const stop = bridge.onEvent((...args) => heard.push(args));
  events.emit("till:event", { sender: "secret" }, { event: "basket.changed", data: 1 });
  stop();
  events.emit("till:event", { sender: "secret" }, { event: "basket.changed", data: 2 });
  expect(heard).toEqual([[{ event: "basket.changed", data: 1 }]]);
});
