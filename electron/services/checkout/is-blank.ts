/** Owns what counts as no reason: none, or nothing but space. */
export const isBlank = (reason: string | null): boolean => reason === null || reason.trim() === "";
