/**
 * Owns the program's own words that ask for consent, in every language the till speaks, and the version that a consent to
 * them names. The version is made of the words: whoever changes one makes a new version by it.
 */
import type { ReceiptLanguage } from "../receipt/receipt-words.ts";
import type { ConsentChannel } from "./consent.ts";

export type ConsentTexts = Readonly<Record<ConsentChannel, string>>;
export type WordingTexts = Readonly<Record<ReceiptLanguage, ConsentTexts>>;

export const PROGRAM_TEXTS: WordingTexts = {
  en: {
    marketing: "May we use your purchases to make you offers that suit you?",
    sms: "May we send you offers by text message?",
    email: "May we send you offers by email?",
  },
  tr: {
    marketing: "Size uygun fırsatlar için alışverişlerinizi kullanabilir miyiz?",
    sms: "Size SMS ile fırsat gönderebilir miyiz?",
    email: "Size e-posta ile fırsat gönderebilir miyiz?",
  },
  es: {
    marketing: "¿Podemos usar sus compras para hacerle ofertas a su medida?",
    sms: "¿Podemos enviarle ofertas por SMS?",
    email: "¿Podemos enviarle ofertas por correo?",
  },
};

/** "program-1f0c22ab": the same words have the same version on every till. FNV-1a over the words. */
export const versionOfTexts = (texts: WordingTexts): string => {
  let hash = 0x81_1c_9d_c5;
  for (const sign of JSON.stringify(texts)) {
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01_00_01_93);
  }
  return `program-${(hash >>> 0).toString(16).padStart(8, "0")}`;
};

export const PROGRAM_WORDING = versionOfTexts(PROGRAM_TEXTS);
