import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import i18next, { type TFunction } from "i18next";
import { describe, expect, test } from "vitest";
import type { SerialDevicesView } from "../../../contracts/ipc/serial-devices.ts";
import { deviceTroubleText } from "../../../renderer/texts/device-trouble.ts";

const translatorFor = async (language: string): Promise<TFunction> => {
  const file = resolve(import.meta.dirname, `../../../renderer/locales/${language}.json`);
  const resources = { [language]: { translation: JSON.parse(readFileSync(file, "utf8")) as object } };
  return i18next.createInstance().init({ lng: language, resources, interpolation: { escapeValue: false } });
};

const scanner = (
  state: SerialDevicesView["scanners"][number]["state"],
  problem: SerialDevicesView["scanners"][number]["problem"] = null,
) => ({ id: "scanner-1", name: "Counter", path: "COM3", state, problem, scans: 0 });
const scale = (state: "open" | "away", isSilent: boolean) => ({
  name: "Scale",
  path: "COM4",
  state,
  isSilent,
  zeroes: false,
});
const display = (state: "open" | "taken") => ({ name: "Pole", path: "COM5", state });

const devices = (parts: Partial<SerialDevicesView>): SerialDevicesView => ({
  scanners: [],
  scale: null,
  display: null,
  keyboard: { prefix: "", suffix: "" },
  ...parts,
});

describe("what the status bar says of devices on ports", () => {
  test.each([
    ["none is set", {}],
    ["all are well", { scanners: [scanner("open")], scale: scale("open", false), display: display("open") }],
  ] as const)("nothing while %s", async (_, parts) => {
    expect(deviceTroubleText(devices(parts), await translatorFor("en"))).toBeNull();
  });

  test.each([
    [{ scanners: [scanner("open"), scanner("away")] }, "Scanner: not plugged in"],
    [{ scanners: [scanner("taken", "garbage")] }, "Scanner: another program has it"],
    [{ scanners: [scanner("open", "halfFrame")] }, "Scanner: a code was not read"],
    [{ scanners: [scanner("flooding")] }, "Scanner: sends without end"],
    [{ scanners: [scanner("failed")] }, "Scanner: its port does not open"],
    [{ scale: scale("open", true) }, "Scale: no weight"],
    [{ scale: scale("away", false) }, "Scale: not plugged in"],
    [{ display: display("taken") }, "Customer display: another program has it"],
    [{ scanners: [scanner("away")], scale: scale("open", true) }, "2 devices need a look"],
  ] as const)("%j: %s", async (parts, said) => {
    expect(deviceTroubleText(devices(parts), await translatorFor("en"))).toBe(said);
  });

  test.each([
    ["tr", "Okuyucu: takılı değil", "2 aygıta bakılmalı"],
    ["es", "Lector: sin conectar", "Hay 2 dispositivos que revisar"],
  ] as const)("in %s", async (language, one, two) => {
    const t = await translatorFor(language);
    const scanners = [scanner("away")];
    expect(deviceTroubleText(devices({ scanners }), t)).toBe(one);
    expect(deviceTroubleText(devices({ scanners, display: display("taken") }), t)).toBe(two);
  });
});
