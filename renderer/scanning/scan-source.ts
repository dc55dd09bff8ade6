/** Owns saying which scanner a scan came from: one on a port, by its number here, or one that types like a keyboard. */
export type ScanSource =
  | { readonly kind: "keyboard" }
  | { readonly kind: "port"; readonly scannerId: string };

export const KEYBOARD: ScanSource = { kind: "keyboard" };

/** The last scan that this page took, for whoever asks which scanner works. */
export interface LastScan {
  /** As it may be shown. */
  readonly code: string;
  readonly source: ScanSource;
  readonly atMs: number;
}
