/** Owns the amounts that a customer is likely to hand over: what the quick keys of the pay screen offer. */

/** Notes in major units. Other currencies use the 1-2-5 series, scaled to what is due. */
const NOTES: Readonly<Record<string, readonly number[]>> = {
  TRY: [5, 10, 20, 50, 100, 200],
  EUR: [5, 10, 20, 50, 100, 200],
  GBP: [5, 10, 20, 50],
  USD: [1, 5, 10, 20, 50, 100],
};

const MOST_KEYS = 5;

/** Amounts above `dueMinor`, ascending: the due amount rounded up to each note. Empty when nothing is due. */
export const quickCash = (due: {
  readonly dueMinor: number;
  readonly currency: string;
  readonly currencyDecimals: number;
}): readonly number[] => {
  if (due.dueMinor <= 0) {
    return [];
  }
  const major = 10 ** due.currencyDecimals;
  const notes = NOTES[due.currency] ?? seriesFor(due.dueMinor / major);
  const amounts = notes.map((note) => Math.ceil(due.dueMinor / (note * major)) * note * major);
  return [...new Set(amounts)]
    .filter((amount) => amount > due.dueMinor)
    .toSorted((a, b) => a - b)
    .slice(0, MOST_KEYS);
};

const seriesFor = (dueMajor: number): readonly number[] => {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, dueMajor))));
  return [1, 2, 5, 10, 20].map((step) => step * power);
};
