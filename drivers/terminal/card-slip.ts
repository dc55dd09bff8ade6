/**
 * Owns reducing what a terminal says of a card to what a shop may keep: brand, last four digits, authorisation code,
 * terminal, reference. Any run of digits long enough to be a card number is cut to its last four, in every field,
 * whatever the terminal sends (PCI DSS 4.0, requirement 3.4).
 */
import type { CardSlip } from "../../domain/sale/sale.ts";

/** Card numbers have 13 to 19 digits (ISO/IEC 7812); terminals may write them in groups. */
const LIKE_CARD_NUMBER = /\d(?:[ -]?\d){11,}/g;
const LONGEST_FIELD = 40;

export const cardSlip = (said: CardSlip): CardSlip => ({
  brand: safeField(said.brand),
  last4: said.last4.replaceAll(/\D/g, "").slice(-4),
  authCode: safeField(said.authCode),
  terminalId: safeField(said.terminalId),
  reference: said.reference,
});

/** For texts of a terminal that a person reads, such as why a card was declined. */
export const safeField = (text: string): string =>
  text.replaceAll(LIKE_CARD_NUMBER, (digits) => `****${digits.slice(-4)}`).slice(0, LONGEST_FIELD);
