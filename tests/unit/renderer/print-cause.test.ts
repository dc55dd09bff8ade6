import i18next from "i18next";
import { expect, test } from "vitest";
import en from "../../../renderer/locales/en.json" with { type: "json" };
import type { PrintJobCause } from "../../../domain/printing/print-job.ts";
import { printCauseText } from "../../../renderer/texts/print-cause.ts";

/** Every cause there is: the compiler sees to it. */
const CAUSES: Readonly<Record<PrintJobCause, true>> = {
  offline: true,
  refused: true,
  timeout: true,
  coverOpen: true,
  paperEnd: true,
  cutter: true,
  reset: true,
  driver: true,
  unknownAfterRestart: true,
  unconfirmed: true,
};

test.each(Object.keys(CAUSES))("%s is a sentence, not a word of ours", async (cause) => {
  const t = await i18next.createInstance().init({ lng: "en", resources: { en: { translation: en } } });
  expect(printCauseText(cause, t)).not.toContain(`Reported: ${cause}`);
});
