/** Owns random digits for codes that nobody may guess, from the operating system's source; never from a seed. */
import { randomInt } from "node:crypto";

export const randomDigits = (count: number): string =>
  Array.from({ length: count }, () => String(randomInt(10))).join("");
