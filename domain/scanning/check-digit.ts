/**
 * Owns the check digit of EAN-8, UPC-A, EAN-13 and the other GTINs (GS1 General Specifications 7.9).
 * Says whether digits agree, never what they mean.
 */

/** The check digit for all digits but the last: weights 3 and 1 alternate from the right. Digits only. */
export const gtinCheckDigit = (digits: string): number => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    sum += index % 2 === 0 ? digit * 3 : digit;
  }
  return (10 - (sum % 10)) % 10;
};

/** Whether a text is 8, 12, 13 or 14 digits of which the last is right. */
export const isValidGtin = (text: string): boolean =>
  /^(?:\d{8}|\d{12,14})$/.test(text) &&
  gtinCheckDigit(text.slice(0, -1)) === text.charCodeAt(text.length - 1) - 48;
