/** Owns what the papers of gift cards and store credit say, per language. */
import type { StoredValueKind } from "../stored-value/stored-value.ts";

export interface StoredValueWords {
  /** What a line that sells one is called. */
  readonly product: string;
  readonly titles: Readonly<Record<StoredValueKind, string>>;
  readonly balance: string;
  readonly validUntil: string;
  readonly keepSafe: string;
}

const english: StoredValueWords = {
  product: "Gift card",
  titles: { GIFT_CARD: "GIFT CARD", STORE_CREDIT: "STORE CREDIT" },
  balance: "Balance",
  validUntil: "Valid until",
  keepSafe: "Whoever holds this slip can pay with it. Keep it like cash.",
};

const turkish: StoredValueWords = {
  product: "Hediye kartı",
  titles: { GIFT_CARD: "HEDİYE KARTI", STORE_CREDIT: "MAĞAZA KREDİSİ" },
  balance: "Bakiye",
  validUntil: "Son kullanma",
  keepSafe: "Bu fiş kimdeyse onunla öder. Nakit gibi saklayın.",
};

const spanish: StoredValueWords = {
  product: "Tarjeta regalo",
  titles: { GIFT_CARD: "TARJETA REGALO", STORE_CREDIT: "CRÉDITO DE TIENDA" },
  balance: "Saldo",
  validUntil: "Válida hasta",
  keepSafe: "Quien tenga este papel puede pagar con él. Guárdelo como dinero.",
};

export const storedValueWordsFor = (locale: string): StoredValueWords => {
  const language = locale.slice(0, 2);
  return language === "tr" ? turkish : language === "es" ? spanish : english;
};
