/**
 * Owns the digit that proves a price or measure of four or five digits inside a variable-measure code (GS1 General
 * Specifications 7.9). It proves the field alone; the code's own check digit proves the whole.
 */

/** `times` a digit, its tens subtracted from or added to its units. */
const weigh = (digit: number, times: number, tens: 1 | 0 | -1): number => {
  const product = digit * times;
  return ((product % 10) + tens * ((product - (product % 10)) / 10) + 10) % 10;
};

type Weight = readonly [times: number, tens: 1 | 0 | -1];
const TWO_MINUS: Weight = [2, -1];
const THREE: Weight = [3, 0];
const FIVE_PLUS: Weight = [5, 1];
const FIVE_MINUS: Weight = [5, -1];

const FOUR_DIGITS: readonly Weight[] = [TWO_MINUS, TWO_MINUS, THREE, FIVE_MINUS];
const FIVE_DIGITS: readonly Weight[] = [FIVE_PLUS, TWO_MINUS, FIVE_MINUS, FIVE_PLUS, TWO_MINUS];

const weightedSum = (digits: string, weights: readonly Weight[]): number =>
  weights.reduce((sum, [times, tens], index) => sum + weigh(Number(digits[index]), times, tens), 0);

/** Four or five digits; null for any other length, which has no such digit. */
export const priceCheckDigit = (digits: string): number | null => {
  if (digits.length === 4) {
    return (weightedSum(digits, FOUR_DIGITS) * 3) % 10;
  }
  if (digits.length !== 5) {
    return null;
  }
  const missing = (10 - (weightedSum(digits, FIVE_DIGITS) % 10)) % 10;
  // The digit that, weighed by five minus, makes up what is missing.
  return [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => weigh(digit, ...FIVE_MINUS) === missing) ?? null;
};
