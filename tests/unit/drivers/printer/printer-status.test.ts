import { describe, expect, it } from "vitest";
import { decodeStatus, isInTurnByte, isStatusByte } from "../../../../drivers/printer/printer-status.ts";

const WELL = [0x12, 0x12, 0x12, 0x12];

describe("status bytes", () => {
  it.each<[string, readonly number[], object]>([
    ["well", WELL, { cause: null, paperNearEnd: false, drawerSensorHigh: false }],
    ["drawer sensor high", [0x16, 0x12, 0x12, 0x12], { cause: null, drawerSensorHigh: true }],
    ["offline for no stated cause", [0x1a, 0x12, 0x12, 0x12], { cause: "offline" }],
    ["cover open", [0x1a, 0x16, 0x12, 0x12], { cause: "coverOpen" }],
    ["paper end", [0x1a, 0x32, 0x12, 0x72], { cause: "paperEnd" }],
    ["paper end with near end", [0x1a, 0x32, 0x12, 0x7e], { cause: "paperEnd", paperNearEnd: true }],
    ["an error without a cause", [0x1a, 0x52, 0x12, 0x12], { cause: "offline" }],
    ["cutter", [0x1a, 0x52, 0x1a, 0x12], { cause: "cutter" }],
    ["unrecoverable", [0x1a, 0x52, 0x32, 0x12], { cause: "offline" }],
    ["too hot", [0x1a, 0x52, 0x52, 0x12], { cause: "offline" }],
    ["near end is no failure", [0x12, 0x12, 0x12, 0x1e], { cause: null, paperNearEnd: true }],
  ])("%s", (_, answers, expected) => {
    expect(decodeStatus(answers)).toMatchObject(expected);
  });

  it("are told from answers in turn and from flow control", () => {
    for (const byte of [0x12, 0x16, 0x1a, 0x32, 0x52, 0x7e]) {
      expect([isStatusByte(byte), isInTurnByte(byte)]).toEqual([true, false]);
    }
    for (const byte of [0x00, 0x03, 0x0c, 0x0f]) {
      expect([isStatusByte(byte), isInTurnByte(byte)]).toEqual([false, true]);
    }
    for (const xonOrXoff of [0x11, 0x13]) {
      expect([isStatusByte(xonOrXoff), isInTurnByte(xonOrXoff)]).toEqual([false, false]);
    }
  });
});
