/** Owns which tax rate a replayed product has: a rule of ours, since the data has none, that gives several rates. */

/** 20 % for most, 5 % for codes that begin with 8, none for what is no stock item (postage, charges, samples). */
export const taxRateOf = (sku: string): number => {
  if (!/^\d/.test(sku)) {
    return 0;
  }
  return sku.startsWith("8") ? 500 : 2000;
};
