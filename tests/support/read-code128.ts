/**
 * Owns reading CODE 128 from a row of picture points, as a scanner does: by the widths of bars and spaces (ISO 15417), with
 * its check character. It shares nothing with what draws the bars.
 */

const WIDTHS = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 " +
  "123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 " +
  "232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 " +
  "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 " +
  "111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 " +
  "111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 " +
  "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232"
).split(" ");
const STOP = "2331112";
const [CODE_C, CODE_B, START_B, START_C] = [99, 100, 104, 105];
const ELEMENTS = 6;
const MODULES = 11;
const STOP_MODULES = 13;

/** `row`: true where it is dark. null: no whole symbol stands there. */
export const readCode128 = (row: readonly boolean[]): string | null => {
  const runs = runsOf(row);
  const values: number[] = [];
  let at = 0;
  while (at + STOP.length <= runs.length) {
    if (widthsOf(runs.slice(at, at + STOP.length), STOP_MODULES) === STOP) {
      return at + STOP.length === runs.length ? textOf(values) : null;
    }
    const value = WIDTHS.indexOf(widthsOf(runs.slice(at, at + ELEMENTS), MODULES));
    if (value < 0) {
      return null;
    }
    values.push(value);
    at += ELEMENTS;
  }
  return null;
};

/** How long each bar and space is, from the first bar to the last. */
const runsOf = (row: readonly boolean[]): readonly number[] => {
  const inked = row.slice(row.indexOf(true), row.lastIndexOf(true) + 1);
  const runs: number[] = [];
  inked.forEach((dark, at) => {
    if (at > 0 && inked[at - 1] === dark) {
      runs[runs.length - 1] = (runs.at(-1) ?? 0) + 1;
    } else {
      runs.push(1);
    }
  });
  return runs;
};

const widthsOf = (runs: readonly number[], modules: number): string => {
  const points = runs.reduce((sum, run) => sum + run, 0);
  return runs.map((run) => Math.round((run * modules) / points)).join("");
};

const textOf = (values: readonly number[]): string | null => {
  const [start = 0, ...rest] = values;
  const check = rest.pop();
  const sum = rest.reduce((total, value, index) => total + value * (index + 1), start);
  if ((start !== START_B && start !== START_C) || check !== sum % 103) {
    return null;
  }
  let inPairs = start === START_C;
  let text = "";
  for (const value of rest) {
    // Among pairs of digits, 99 is one of them.
    if (value === (inPairs ? CODE_B : CODE_C)) {
      inPairs = !inPairs;
    } else {
      text += inPairs ? String(value).padStart(2, "0") : String.fromCharCode(value + 32);
    }
  }
  return text;
};
