/** Owns what goods are that no list of products means: no department, no brand, no tag, no bar code. */
export const UNLISTED = {
  product: null,
  department: null,
  categories: [],
  brand: null,
  tags: [],
  barcode: null,
  onSale: false,
} as const;
