import i18next from "i18next";
import { expect, test } from "vitest";
import type { DevicesView } from "../../../contracts/ipc/devices.ts";
import en from "../../../renderer/locales/en.json" with { type: "json" };
import es from "../../../renderer/locales/es.json" with { type: "json" };
import tr from "../../../renderer/locales/tr.json" with { type: "json" };
import { drawerNotice, printerStateText } from "../../../renderer/texts/printer-state.ts";

type Printer = DevicesView["printer"];

const WELL: Printer = {
  name: "tcp 10.0.0.8:9100",
  virtual: false,
  state: "ready",
  cause: null,
  waiting: 0,
  failed: 0,
  behaviour: null,
  paperNearEnd: false,
  drawer: "closed",
};

const inLanguage = (lng: string) => {
  const resources = { en: { translation: en }, es: { translation: es }, tr: { translation: tr } };
  return i18next.createInstance().init({ lng, resources, interpolation: { escapeValue: false } });
};

test.each<[Partial<Printer>, string, string]>([
  [{}, "ok", "Printer ready"],
  [{ paperNearEnd: true }, "near", "Printer: paper nearly out"],
  [{ paperNearEnd: true, waiting: 2, state: "printing" }, "near", "Printing, 2 waiting"],
  [{ state: "problem", cause: "coverOpen", waiting: 1 }, "bad", "Printer: The printer's cover is open."],
  [{ state: "problem", cause: "paperEnd", failed: 1 }, "bad", "Printer: 1 receipt not printed"],
])("a printer that is %j", async (part, tone, text) => {
  expect(printerStateText({ ...WELL, ...part }, await inLanguage("en"))).toEqual({ tone, text });
});

test.each([
  ["en", "Drawer left open"],
  ["tr", tr.header.drawerOpen],
  ["es", es.header.drawerOpen],
])(
  "a drawer that was left open is told in %s, one that is open for a moment is not",
  async (language, text) => {
    const t = await inLanguage(language);
    expect(drawerNotice({ ...WELL, drawer: "leftOpen" }, t)).toEqual({ tone: "near", text });
    for (const drawer of ["open", "closed", null] as const) {
      expect(drawerNotice({ ...WELL, drawer }, t)).toBe(null);
    }
  },
);
