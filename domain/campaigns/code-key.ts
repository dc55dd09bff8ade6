/** Owns how codes of rules, campaigns and coupons are compared: spaces at the ends and case say nothing. */
export const codeKey = (code: string): string => code.trim().toLowerCase();
