/**
 * Owns finding card numbers in text that a terminal sent, and leaving four digits of them. A number is a run of 12 to 19
 * digits, spaces, dots and dashes between them allowed, that passes the Luhn test (ISO/IEC 7812-1); in a longer run any
 * such stretch counts. A harmless long number may be masked too: better that than the opposite.
 */

const DIGIT_RUN = /\d(?:[ .-]?\d){11,}/g;
const [SHORTEST, LONGEST] = [12, 19];

/** The text with every card number as "****" and its last four digits. */
export const maskCardNumbers = (text: string): string =>
  text.normalize("NFKC").replace(DIGIT_RUN, (run) => {
    const digits = run.replace(/\D/g, "");
    return holdsCardNumber(digits) ? `****${digits.slice(-4)}` : run;
  });

/** Such a number stands anywhere in the text. */
export const tellsCardNumber = (text: string): boolean => maskCardNumbers(text) !== text.normalize("NFKC");

const WHOLE_RUN = /(?<!\d)[2-6]\d{12,18}(?!\d)/g;

/**
 * A value is, or holds between other signs, nothing but a card number as banks give them out. For what a terminal sends
 * beyond its protocol: terminals number shops and payments in long runs of digits too, and those are no fault.
 */
export const isPlainCardNumber = (text: string): boolean =>
  (
    text
      .normalize("NFKC")
      .replaceAll(/(?<=\d)[ .-](?=\d)/g, "")
      .match(WHOLE_RUN) ?? []
  ).some(passesLuhn);

const holdsCardNumber = (digits: string): boolean => {
  for (let start = 0; start + SHORTEST <= digits.length; start += 1) {
    for (let length = SHORTEST; length <= LONGEST && start + length <= digits.length; length += 1) {
      if (passesLuhn(digits.slice(start, start + length))) {
        return true;
      }
    }
  }
  return false;
};

/** Every second digit from the right is doubled, its digits added; the sum ends in 0. */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
};
