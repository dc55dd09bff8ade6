/** Owns the words for why a print job failed, or is not known to be done. An unknown cause is shown as it is named, never hidden. */
import type { Translate } from "./i18n.ts";

const CAUSES = [
  "offline",
  "refused",
  "timeout",
  "coverOpen",
  "paperEnd",
  "cutter",
  "reset",
  "driver",
  "unknownAfterRestart",
  "unconfirmed",
] as const;

type Cause = (typeof CAUSES)[number];

const isKnown = (cause: string): cause is Cause => CAUSES.some((known) => known === cause);

export const printCauseText = (cause: string, t: Translate): string =>
  isKnown(cause) ? t(`printCause.${cause}`) : t("printCause.other", { cause });
