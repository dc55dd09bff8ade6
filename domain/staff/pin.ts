/** Owns which PINs are too easy to guess to be anybody's: what a bystander would try first. */

/** One digit over and over, digits in a row up or down, and one pair repeated. */
export const isTrivialPin = (pin: string): boolean => {
  const digits = [...pin].map(Number);
  const step = (digits[1] ?? 0) - (digits[0] ?? 0);
  const isRun = digits.every((digit, at) => at === 0 || digit - (digits[at - 1] ?? 0) === step);
  return (isRun && Math.abs(step) <= 1) || /^(\d\d)\1+$/.test(pin);
};
