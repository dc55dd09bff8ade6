/** Owns telling a person about a failed call in one place: a notice with the sentence for that error. */
import { currentFormats } from "../formatting/store-formats.ts";
import { goTo, say } from "../stores/screen-store.ts";
import { describeError } from "../texts/error-text.ts";
import { translate } from "../texts/i18n.ts";
import type { TillError } from "../transport/till-client.ts";

export const errorSentence = (error: TillError): string =>
  describeError(error, { t: translate, formats: currentFormats() });

/** Where a shift is missing, the screen that opens one comes with the sentence. */
export const sayError = (error: TillError): void => {
  if (error.type === "NoShiftOpen") {
    goTo({ name: "openShift" });
  }
  say(errorSentence(error), "bad");
};
