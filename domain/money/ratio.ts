/**
 * Owns exact proportions of integers: the only division that money goes through.
 * Rounds half away from zero (ENGINE section 2); bigint inside, so no intermediate overflows.
 */

/** `value * numerator / denominator`, rounded half away from zero. The denominator is positive. */
export const mulDivRound = (value: number, numerator: number, denominator: number): number => {
  const product = value * numerator;
  if (Number.isSafeInteger(product) && Math.abs(product) < 2 ** 51) {
    return divRoundSafe(product, denominator);
  }
  const wide = BigInt(value) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const magnitude = wide < 0n ? -wide : wide;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return assertSafe(Number(wide < 0n ? -rounded : rounded));
};

const divRoundSafe = (product: number, denominator: number): number => {
  const magnitude = Math.abs(product);
  // Exact below 2 ** 52: the quotient is rounded by less than it lies below the next integer.
  const whole = Math.floor(magnitude / denominator);
  const remainder = magnitude - whole * denominator;
  const rounded = remainder * 2 >= denominator ? whole + 1 : whole;
  return product < 0 ? 0 - rounded : rounded;
};

/** Throws when a figure left the range in which integers are exact: that is a bug, not an input error. */
export const assertSafe = (value: number): number => {
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`Not a safe integer: ${String(value)}`);
  }
  return value;
};
