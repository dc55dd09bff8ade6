/** Owns telling a person about a failed call in one place: a notice with the sentence for that error. */
import { currentFormats } from "../formatting/store-formats.ts";
import { say } from "../stores/screen-store.ts";
import { describeError } from "../texts/error-text.ts";
import { translate } from "../texts/i18n.ts";
import type { TillError } from "../transport/till-client.ts";

export const errorSentence = (error: TillError): string =>
  describeError(error, { t: translate, formats: currentFormats() });

export const sayError = (error: TillError): void => say(errorSentence(error), "bad");
