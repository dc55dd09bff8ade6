/**
 * Owns exact proportions of integers: the only division that money goes through.
 * Rounds half away from zero (ENGINE section 2); bigint inside, so no intermediate overflows.
 */

interface Quotient {
  readonly whole: number;
  readonly rest: number;
}

/** Up to here a quotient of integers is rounded by less than it lies below the next integer. */
const EXACT_QUOTIENT = 2 ** 52;

/** `value * numerator / denominator` as whole part and remainder; all arguments non-negative integers. */
export const divide = (value: number, numerator: number, denominator: number): Quotient => {
  const product = value * numerator;
  if (product < EXACT_QUOTIENT && Number.isInteger(product)) {
    const whole = Math.floor(product / denominator);
    return { whole, rest: product - whole * denominator };
  }
  const wide = BigInt(value) * BigInt(numerator);
  const divisor = BigInt(denominator);
  return { whole: assertSafe(Number(wide / divisor)), rest: Number(wide % divisor) };
};

/** `value * numerator / denominator`, rounded half away from zero. The denominator is positive. */
export const mulDivRound = (value: number, numerator: number, denominator: number): number => {
  const { whole, rest } = divide(Math.abs(value), Math.abs(numerator), denominator);
  const rounded = assertSafe(rest >= denominator - rest ? whole + 1 : whole);
  return value < 0 !== numerator < 0 ? 0 - rounded : rounded;
};

/** Throws when a figure left the range in which integers are exact: that is a bug, not an input error. */
export const assertSafe = (value: number): number => {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`Not a safe integer: ${String(value)}`);
  }
  return value;
};
