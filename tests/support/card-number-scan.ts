/**
 * Owns looking for card numbers in files, as somebody who stole them would: every stretch of 13 to 19 digits that passes
 * the Luhn test, with single spaces or dashes between, in UTF-8 and UTF-16. Signatures and hashes hold such stretches by
 * chance and are taken out first; so do bar codes, phone and card numbers of the shop, which the caller knows from a scan
 * before the first card was read.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { passesLuhn } from "../../drivers/terminal/mask-card-numbers.ts";

/** Hashes in hexadecimal and signatures in base64, also where a page ends within one, and the counted ids of a test till. */
const NOISE = [/id\d+-\d{12}/g, /[0-9a-f]{24,}/g, /[A-Za-z0-9+/]{40,}={0,2}/g];
const DIGIT_RUN = /\d(?:[ -]?\d){12,}/g;

export interface FoundNumber {
  readonly file: string;
  readonly digits: string;
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

/** Which of the numbers stand in the files, in any place: plain, or in groups with spaces or dashes. */
export const filesHolding = (folder: string, numbers: readonly string[]): readonly FoundNumber[] =>
  filesIn(folder).flatMap((file) => {
    const digitsOnly = readFileSync(file)
      .toString("latin1")
      .replaceAll(/(?<=\d)[ -](?=\d)/g, "");
    return numbers.filter((number) => digitsOnly.includes(number)).map((digits) => ({ file, digits }));
  });

/** `sold`: bar codes, which stand beside other figures wherever they are stored. */
export const findCardNumbers = (folder: string, sold: readonly string[]): readonly FoundNumber[] =>
  filesIn(folder).flatMap((file) => {
    const bytes = readFileSync(file);
    const texts = [
      bytes.toString("latin1"),
      bytes.toString("utf16le"),
      bytes.subarray(1).toString("utf16le"),
    ];
    return texts.flatMap((text) => numbersIn(text, sold)).map((digits) => ({ file, digits }));
  });

const numbersIn = (text: string, sold: readonly string[]): readonly string[] => {
  const bare = sold.reduce((rest, code) => rest.replaceAll(code, "·"), text);
  const left = NOISE.reduce((rest, noise) => rest.replace(noise, "·"), bare);
  return [...left.matchAll(DIGIT_RUN)].flatMap(([run]) => cardNumberIn(run.replace(/\D/g, "")) ?? []);
};

/** No card's number begins with 0, and with 1 only moments in milliseconds do. */
const cardNumberIn = (digits: string): string | null => {
  for (let start = 0; start + 13 <= digits.length; start += 1) {
    for (let length = 13; length <= 19 && start + length <= digits.length; length += 1) {
      const part = digits.slice(start, start + length);
      if (/^[2-9]/.test(part) && passesLuhn(part)) return part;
    }
  }
  return null;
};
